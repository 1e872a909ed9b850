import type { BusinessHours, Holiday, OpenInterval, Season, WeekHours } from './business-hours.js';
import { isCalendarDate } from './holiday-calendars.js';
import { dayNumberOf } from './local-date.js';
import { isTimeZone } from './time-zone.js';

export const businessHoursProblemCodes = [
  'unknown_zone',
  'not_seven_days',
  'out_of_range',
  'empty_interval',
  'overlapping_intervals',
  'impossible_date',
  'season_backwards',
  'overlapping_seasons',
  'never_opens',
] as const;

/** What is wrong and where: `['week', 0, 1]` is the second interval of Monday. */
export type BusinessHoursProblem = {
  code: (typeof businessHoursProblemCodes)[number];
  path: readonly (string | number)[];
};
type Path = BusinessHoursProblem['path'];

/**
 * Everything that is wrong with business hours, or nothing. That they open only on days which are all holidays cannot be
 * seen from here: counting in them fails with `hours.never_open`.
 */
export function checkBusinessHours(hours: BusinessHours): BusinessHoursProblem[] {
  const { timeZone, week, seasons, holidays } = hours;
  return [
    ...(isTimeZone(timeZone) ? [] : [{ code: 'unknown_zone' as const, path: ['timeZone'] }]),
    ...checkWeek(week, ['week']),
    ...seasons.flatMap((season, index) => checkSeason(season, ['seasons', index])),
    ...checkOverlaps(seasons),
    ...holidays.flatMap((holiday, index) => checkHoliday(holiday, ['holidays', index])),
    ...(opensEver(hours) ? [] : [{ code: 'never_opens' as const, path: ['week'] }]),
  ];
}

function checkWeek(week: WeekHours, path: Path): BusinessHoursProblem[] {
  const problems = week.flatMap((intervals, index) => checkIntervals(intervals, [...path, index]));
  return week.length === 7 ? problems : [{ code: 'not_seven_days', path }, ...problems];
}

function isMinute(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 24 * 60;
}

function checkIntervals(intervals: readonly OpenInterval[], path: Path): BusinessHoursProblem[] {
  const problems: BusinessHoursProblem[] = [];
  const inOrder = intervals.map((each, index) => ({ ...each, index })).toSorted((a, b) => a.fromMinute - b.fromMinute);
  let openUntil = 0;
  for (const { fromMinute, toMinute, index } of inOrder) {
    const at = [...path, index];
    if (!isMinute(fromMinute) || !isMinute(toMinute)) problems.push({ code: 'out_of_range', path: at });
    else if (fromMinute >= toMinute) problems.push({ code: 'empty_interval', path: at });
    else {
      if (fromMinute < openUntil) problems.push({ code: 'overlapping_intervals', path: at });
      openUntil = Math.max(openUntil, toMinute);
    }
  }
  return problems;
}

function checkSeason({ from, to, week }: Season, path: Path): BusinessHoursProblem[] {
  const impossible = (['from', 'to'] as const)
    .filter((end) => dayNumberOf({ from, to }[end]) === null)
    .map((end) => ({ code: 'impossible_date' as const, path: [...path, end] }));
  // Dates in this form compare as texts do.
  const backwards = impossible.length === 0 && from > to ? [{ code: 'season_backwards' as const, path }] : [];
  return [...impossible, ...backwards, ...checkWeek(week, [...path, 'week'])];
}

function checkOverlaps(seasons: readonly Season[]): BusinessHoursProblem[] {
  return seasons.flatMap((season, index) =>
    seasons.slice(0, index).some((earlier) => season.from <= earlier.to && earlier.from <= season.to)
      ? [{ code: 'overlapping_seasons' as const, path: ['seasons', index] }]
      : [],
  );
}

function checkHoliday(holiday: Holiday, path: Path): BusinessHoursProblem[] {
  const possible = isCalendarDate(holiday.calendar, holiday);
  return [
    ...(possible ? [] : [{ code: 'impossible_date' as const, path }]),
    ...checkIntervals(holiday.intervals, [...path, 'intervals']),
  ];
}

function opensEver({ week, seasons, holidays }: BusinessHours): boolean {
  const weeks = [week, ...seasons.map((season) => season.week)].flat();
  return [...weeks, ...holidays.map((holiday) => holiday.intervals)].some((intervals) => intervals.length > 0);
}
