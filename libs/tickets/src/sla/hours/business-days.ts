import type { BusinessHours, Holiday, HolidayCalendar, HoursRule, OpenInterval } from './business-hours.js';
import { calendarDateOf, type CalendarDate } from './holiday-calendars.js';
import { dayMs, dayNumberOf, weekdayOf } from './local-date.js';
import { timeZoneOf } from './time-zone.js';

/** One local day in instants (milliseconds since 1970); of 23, 24 or 25 hours, and of none where a zone left a day out. */
export type BusinessDay = {
  from: number;
  to: number;
  why: HoursRule;
  /** Of the season or the holiday. */
  name: string | null;
  /** In order, disjoint, none of them empty. */
  openings: readonly { from: number; to: number }[];
};

export type BusinessDays = {
  day: (dayNumber: number) => BusinessDay;
  /** The number of the local day that an instant lies in. */
  numberAt: (instant: number) => number;
};

/** Some ten years. Whoever asks for more begins anew instead of filling the memory. */
const mostDays = 4_000;

/** The days of valid business hours, each worked out once. */
export function createBusinessDays(hours: BusinessHours): BusinessDays {
  const zone = timeZoneOf(hours.timeZone);
  const ruleOf = createRules(hours);
  const days = new Map<number, BusinessDay>();

  const day = (dayNumber: number) => {
    const known = days.get(dayNumber);
    if (known) return known;
    const { intervals, ...rule } = ruleOf(dayNumber);
    const openings = intervals
      .map(({ fromMinute, toMinute }) => ({
        from: zone.instantOf(dayNumber, fromMinute),
        to: zone.instantOf(dayNumber, toMinute),
      }))
      .filter(({ from, to }) => from < to)
      .toSorted((a, b) => a.from - b.from);
    const made = { from: zone.instantOf(dayNumber, 0), to: zone.instantOf(dayNumber + 1, 0), ...rule, openings };
    if (days.size >= mostDays) days.clear();
    days.set(dayNumber, made);
    return made;
  };

  return {
    day,
    numberAt: (instant) => {
      let dayNumber = Math.floor(instant / dayMs);
      while (instant < day(dayNumber).from) dayNumber--;
      while (instant >= day(dayNumber).to) dayNumber++;
      return dayNumber;
    },
  };
}

type Rule = Pick<BusinessDay, 'why' | 'name'> & { intervals: readonly OpenInterval[] };

/** A holiday goes before a season, and a season before the week. */
function createRules({ week, seasons, holidays }: BusinessHours): (dayNumber: number) => Rule {
  const calendars = [...new Set(holidays.map((holiday) => holiday.calendar))];
  const dated = seasons.map((season) => ({ ...season, first: dayNumberOf(season.from), last: dayNumberOf(season.to) }));

  return (dayNumber) => {
    const weekday = weekdayOf(dayNumber) - 1;
    const dates = new Map(calendars.map((calendar) => [calendar, calendarDateOf(calendar, dayNumber)]));
    const holiday = holidayOn(dates, holidays);
    if (holiday) return { why: 'holiday', name: holiday.name, intervals: holiday.intervals };
    const season = dated.find(({ first, last }) => Number(first) <= dayNumber && dayNumber <= Number(last));
    if (season) return { why: 'season', name: season.name, intervals: season.week[weekday] ?? [] };
    return { why: 'week', name: null, intervals: week[weekday] ?? [] };
  };
}

/** Where two fall on one day, nobody comes to work on the closed one. */
function holidayOn(
  dates: ReadonlyMap<HolidayCalendar, CalendarDate>,
  holidays: readonly Holiday[],
): Holiday | undefined {
  const today = holidays.filter(({ calendar, year, month, day }) => {
    const date = dates.get(calendar);
    return date?.month === month && date.day === day && (year === null || date.year === year);
  });
  return today.find((holiday) => holiday.intervals.length === 0) ?? today[0];
}
