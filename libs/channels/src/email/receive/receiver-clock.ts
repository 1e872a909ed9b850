import { setTimeout as delay } from 'node:timers/promises';

/** Time as a receiver sees it; a test's clock shortens the waits. */
export type ReceiverClock = {
  now: () => Date;
  /** Resolves after `ms`, or at once when `signal` is aborted; never rejects. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1, for jitter. */
  random: () => number;
};

export const systemClock: ReceiverClock = {
  now: () => new Date(),
  wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
  random: Math.random,
};
