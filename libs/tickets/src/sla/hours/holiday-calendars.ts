import type { HolidayCalendar } from './business-hours.js';
import { dayMs } from './local-date.js';

export type CalendarDate = { year: number; month: number; day: number };

const formatters = new Map<HolidayCalendar, Intl.DateTimeFormat>();

function formatterOf(calendar: HolidayCalendar): Intl.DateTimeFormat {
  const known = formatters.get(calendar);
  if (known) return known;
  const made = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  formatters.set(calendar, made);
  return made;
}

/** What a day is called in a calendar. A local day stands for itself here, whatever its zone. */
export function calendarDateOf(calendar: HolidayCalendar, dayNumber: number): CalendarDate {
  const date: CalendarDate = { year: 0, month: 0, day: 0 };
  for (const { type, value } of formatterOf(calendar).formatToParts(dayNumber * dayMs)) {
    if (type === 'year' || type === 'month' || type === 'day') date[type] = Number(value);
  }
  return date;
}

const longestMonths: Record<HolidayCalendar, readonly number[]> = {
  gregory: [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  persian: [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30],
  'islamic-umalqura': Array.from({ length: 12 }, () => 30),
};

/** About when year 1 began, and about how long a year is: enough to know where to look. */
const beginnings: Record<HolidayCalendar, { firstDay: number; yearDays: number }> = {
  gregory: { firstDay: Date.UTC(2001, 0, 1) / dayMs - 2000 * 365.2425, yearDays: 365.2425 },
  persian: { firstDay: Date.UTC(2026, 2, 21) / dayMs - 1404 * 365.2422, yearDays: 365.2422 },
  'islamic-umalqura': { firstDay: Date.UTC(2025, 5, 26) / dayMs - 1446 * 354.367, yearDays: 354.367 },
};

/** Months are not equally long: by this much an even division of the year is wrong at most, and a little more. */
const searchDays = 7;

function existsInYear(calendar: HolidayCalendar, { year, month, day }: CalendarDate): boolean {
  const { firstDay, yearDays } = beginnings[calendar];
  const about = Math.round(firstDay + (year - 1 + (month - 1) / 12) * yearDays + day - 1);
  for (let dayNumber = about - searchDays; dayNumber <= about + searchDays; dayNumber++) {
    const found = calendarDateOf(calendar, dayNumber);
    if (found.year === year && found.month === month && found.day === day) return true;
  }
  return false;
}

/** Whether there is such a day in that year, or without a year, in some year. */
export function isCalendarDate(calendar: HolidayCalendar, date: Omit<CalendarDate, 'year'> & { year: number | null }) {
  const { year, month, day } = date;
  const longest = longestMonths[calendar][month - 1];
  if (longest === undefined || !Number.isInteger(day) || day < 1 || day > longest) return false;
  if (year === null) return true;
  return Number.isInteger(year) && year >= 1 && year <= 9999 && existsInYear(calendar, { year, month, day });
}
