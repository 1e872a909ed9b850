const minuteMs = 60_000;
const longestMs = 4 * 60 * minuteMs;
/** After this long without success a message is given up, visibly (promise P8). */
export const giveUpAfterMs = 72 * 60 * minuteMs;

/** Milliseconds to wait after the n-th failed attempt (1, 2, …): 1 min, doubling up to 4 h, less up to a fifth by `random`. */
export function retryDelayMs(attempt: number, random: number): number {
  const full = Math.min(longestMs, minuteMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full * (1 - random / 5));
}
