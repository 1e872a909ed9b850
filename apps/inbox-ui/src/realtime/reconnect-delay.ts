const first = 500;
const longest = 30_000;

/**
 * Milliseconds to wait before connection attempt `attempt` (0: the first after a loss). Doubles up to 30 s with "full
 * jitter", so that a thousand screens do not come back in the same second; never under a quarter of the step.
 */
export function reconnectDelay(attempt: number, random: () => number): number {
  const step = Math.min(longest, first * 2 ** Math.min(attempt, 16));
  return Math.round(step / 4 + random() * step * 0.75);
}
