/** What becomes of a suggested holiday: whether it is there already, another day, and the row that it adds. */
import type { SuggestedHoliday } from '@diwan/contracts';
import { asciiDigits } from '../../../i18n/digits.js';
import type { HolidayDraft } from './hours-draft.js';

const dayMs = 86_400_000;

/** Of one date in one calendar, whatever it is called. */
export const keyOf = ({ calendar, year, month, day }: SuggestedHoliday): string =>
  [calendar, year, month, day].join('-');

export function isPresent(holidays: readonly HolidayDraft[], suggested: SuggestedHoliday): boolean {
  return holidays.some((holiday) => {
    const [day, year] = [holiday.day, holiday.year].map((typed) => asciiDigits(typed.trim()));
    return (
      holiday.calendar === suggested.calendar &&
      holiday.month === suggested.month &&
      Number(day) === suggested.day &&
      (year === '' || Number(year) === suggested.year)
    );
  });
}

/** A day earlier or later; that is so in this year only. */
export function shifted(suggested: SuggestedHoliday, days: number): SuggestedHoliday {
  if (days === 0) return suggested;
  const at = Date.parse(suggested.date) + days * dayMs;
  const moved = { ...suggested, date: new Date(at).toISOString().slice(0, 10), recurs: false };
  const format = new Intl.DateTimeFormat(`en-u-ca-${suggested.calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  for (const { type, value } of format.formatToParts(at)) {
    if (type === 'year' || type === 'month' || type === 'day') moved[type] = Number(value);
  }
  return moved;
}

/** Days by the moon are for one year unless they are wanted for all: where the moon is sighted, they move by themselves. */
export function draftsOf(chosen: readonly SuggestedHoliday[], moonEveryYear: boolean): HolidayDraft[] {
  const rows = chosen.map(({ name, calendar, month, day, year, recurs, byMoon }) => ({
    name,
    calendar,
    month,
    day: String(day),
    year: recurs && (moonEveryYear || !byMoon) ? '' : String(year),
    intervals: [],
  }));
  const keys = rows.map(({ calendar, month, day, year }) => [calendar, month, day, year].join('-'));
  return rows.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
