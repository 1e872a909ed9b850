/** A solved ticket closes by itself after so long without a word. */
export function closesAt(solvedAt: Date, closeAfterMinutes: number): Date {
  return new Date(solvedAt.getTime() + closeAfterMinutes * 60_000);
}
