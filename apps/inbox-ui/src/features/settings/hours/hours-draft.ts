/** Business hours while they are typed, and how they become a request. */
import type { BusinessHours } from '@diwan/contracts';
import { asciiDigits } from '../../../i18n/digits.js';
import { clockText, minutesOf } from './clock-time.js';

type Season = BusinessHours['seasons'][number];
type Holiday = BusinessHours['holidays'][number];

export type IntervalDraft = { from: string; to: string };
export type WeekDraft = IntervalDraft[][];
export type SeasonDraft = Omit<Season, 'week'> & { week: WeekDraft };
export type HolidayDraft = Omit<Holiday, 'intervals' | 'day' | 'year'> & {
  day: string;
  /** Empty: every year. */
  year: string;
  intervals: IntervalDraft[];
};
export type HoursDraft = { timeZone: string; week: WeekDraft; seasons: SeasonDraft[]; holidays: HolidayDraft[] };

const draftsOf = (intervals: Holiday['intervals']): IntervalDraft[] =>
  intervals.map(({ fromMinute, toMinute }) => ({ from: clockText(fromMinute), to: clockText(toMinute) }));

export function draftOf({ timeZone, week, seasons, holidays }: BusinessHours): HoursDraft {
  return {
    timeZone,
    week: week.map(draftsOf),
    seasons: seasons.map((season) => ({ ...season, week: season.week.map(draftsOf) })),
    holidays: holidays.map((holiday) => ({
      ...holiday,
      day: String(holiday.day),
      year: holiday.year === null ? '' : String(holiday.year),
      intervals: draftsOf(holiday.intervals),
    })),
  };
}

/** What is no time becomes an empty interval, which the server refuses where it stands. */
const intervalsOf = (drafts: readonly IntervalDraft[]): Holiday['intervals'] =>
  drafts.map(({ from, to }) => ({ fromMinute: minutesOf(from) ?? 0, toMinute: minutesOf(to) ?? 0 }));

export function requestOf({ timeZone, week, seasons, holidays }: HoursDraft): BusinessHours {
  return {
    timeZone,
    week: week.map(intervalsOf),
    seasons: seasons.map((season) => ({
      ...season,
      from: asciiDigits(season.from.trim()),
      to: asciiDigits(season.to.trim()),
      week: season.week.map(intervalsOf),
    })),
    holidays: holidays.map((holiday) => ({
      ...holiday,
      day: Number(asciiDigits(holiday.day)) || 0,
      year: holiday.year.trim() === '' ? null : Number(asciiDigits(holiday.year)) || 0,
      intervals: intervalsOf(holiday.intervals),
    })),
  };
}
