/** A day as it is called at one place: Gregorian, 'YYYY-MM-DD'. */
export type LocalDate = string;

export const dayMs = 86_400_000;
export const minuteMs = 60_000;

/** Days since 1970-01-01, which counts and compares where a date only reads; null for a date that does not exist. */
export function dayNumberOf(date: LocalDate): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const at = Date.parse(date);
  // 30 February is read as 2 March by some engines.
  return Number.isNaN(at) || localDateOf(at / dayMs) !== date ? null : at / dayMs;
}

export function localDateOf(dayNumber: number): LocalDate {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10);
}

/** ISO weekday, 1 Monday … 7 Sunday; day 0 was a Thursday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
