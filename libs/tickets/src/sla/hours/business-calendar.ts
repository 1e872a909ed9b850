import { TicketError } from '../../ticket/ticket-error.js';
import type { BusinessHours, HoursRule } from './business-hours.js';
import { createBusinessDays, type BusinessDay } from './business-days.js';
import { checkBusinessHours } from './check-business-hours.js';
import { dayNumberOf, localDateOf, type LocalDate } from './local-date.js';

/** How time is counted: in business hours, or all of it. */
export type WorkingTime = {
  /** The first instant by which so many milliseconds have been counted. @throws TicketError hours.never_open */
  add: (from: Date, ms: number) => Date;
  /** Milliseconds counted between two instants; 0 when the second is not later. */
  between: (from: Date, to: Date) => number;
};

export type OpenTime = { from: Date; to: Date };

/** A local day as the business hours see it, for whoever has to show or explain it. */
export type CalendarDay = {
  date: LocalDate;
  from: Date;
  to: Date;
  why: HoursRule;
  name: string | null;
  openings: OpenTime[];
};

export type BusinessCalendar = WorkingTime & {
  isOpenAt: (at: Date) => boolean;
  /** `at` itself while it is open; null when it does not open within 400 days. */
  nextOpening: (at: Date) => Date | null;
  /** The local day that an instant lies in. */
  dayAt: (at: Date) => CalendarDay;
  /** Nothing on a closed day and on a date that does not exist. */
  openingsOf: (date: LocalDate) => (OpenTime & Pick<CalendarDay, 'why' | 'name'>)[];
};

export const aroundTheClock: WorkingTime = {
  add: (from, ms) => new Date(from.getTime() + Math.max(0, ms)),
  between: (from, to) => Math.max(0, to.getTime() - from.getTime()),
};

/** So long it may stay closed before it counts as closed for good. */
const horizonDays = 400;
/** No due time is farther away, however few hours a week are open: a limit of work, not of the promise. */
const farthestDays = 3_660;

const dates = ({ from, to }: { from: number; to: number }): OpenTime => ({ from: new Date(from), to: new Date(to) });

function datesOf(dayNumber: number, day: BusinessDay): CalendarDay {
  const { why, name, openings } = day;
  return { date: localDateOf(dayNumber), ...dates(day), why, name, openings: openings.map(dates) };
}

/** Keep it: every day is worked out once, and then counting costs microseconds. @throws TicketError hours.invalid */
export function createBusinessCalendar(hours: BusinessHours): BusinessCalendar {
  const problems = checkBusinessHours(hours);
  if (problems.length > 0) throw new TicketError('hours.invalid', { problems });
  const days = createBusinessDays(hours);

  const add = (from: Date, ms: number) => {
    if (ms <= 0) return new Date(from);
    const start = from.getTime();
    const first = days.numberAt(start);
    let left = ms;
    let lastOpen = first;
    for (let day = first; day - first <= farthestDays && day - lastOpen <= horizonDays; day++) {
      for (const opening of days.day(day).openings) {
        const begin = Math.max(opening.from, start);
        if (begin >= opening.to) continue;
        if (begin + left <= opening.to) return new Date(begin + left);
        left -= opening.to - begin;
        lastOpen = day;
      }
    }
    throw new TicketError('hours.never_open', { from: from.toISOString(), missingMinutes: Math.ceil(left / 60_000) });
  };

  const between = (from: Date, to: Date) => {
    const [start, end] = [from.getTime(), to.getTime()];
    if (start >= end) return 0;
    const last = days.numberAt(end);
    let counted = 0;
    for (let day = days.numberAt(start); day <= last; day++) {
      for (const opening of days.day(day).openings) {
        counted += Math.max(0, Math.min(opening.to, end) - Math.max(opening.from, start));
      }
    }
    return counted;
  };

  const nextOpening = (at: Date) => {
    const first = days.numberAt(at.getTime());
    for (let day = first; day - first <= horizonDays; day++) {
      const opening = days.day(day).openings.find(({ to }) => to > at.getTime());
      if (opening) return new Date(Math.max(opening.from, at.getTime()));
    }
    return null;
  };

  return {
    add,
    between,
    nextOpening,
    isOpenAt: (at) => {
      const instant = at.getTime();
      return days.day(days.numberAt(instant)).openings.some(({ from, to }) => from <= instant && instant < to);
    },
    dayAt: (at) => {
      const dayNumber = days.numberAt(at.getTime());
      return datesOf(dayNumber, days.day(dayNumber));
    },
    openingsOf: (date) => {
      const dayNumber = dayNumberOf(date);
      if (dayNumber === null) return [];
      const { why, name, openings } = datesOf(dayNumber, days.day(dayNumber));
      return openings.map((opening) => ({ ...opening, why, name }));
    },
  };
}
