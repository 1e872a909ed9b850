const firstMs = 1_000;
const mostMs = 300_000;

/** Wait before try `attempt` (0 is the first retry): 1 s doubling to 5 min, of which the upper half is left to chance. */
export function backOffMs(attempt: number, random: number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
