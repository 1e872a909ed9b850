/** A solved ticket closes by itself after this long without a word: 4 days (configurable from 1 hour to 28 days). */
export const defaultCloseAfterMinutes = 4 * 24 * 60;

export function closesAt(solvedAt: Date, closeAfterMinutes = defaultCloseAfterMinutes): Date {
  return new Date(solvedAt.getTime() + closeAfterMinutes * 60_000);
}
