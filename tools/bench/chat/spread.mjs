/** Percentiles in ms, to a tenth. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length };
}

/** Calls `each` so many times a second for so long, whatever it takes. @returns how often */
export async function paced({ perSecond, seconds }, each) {
  const total = perSecond * seconds;
  const startedAt = performance.now();
  for (let index = 0; index < total; index++) {
    const wait = startedAt + (index * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    each(index);
  }
  return total;
}
