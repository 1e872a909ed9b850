// What a clock can do, told apart from what happens to a ticket (advance-clocks.ts).
import type { WorkingTime } from './hours/business-calendar.js';
import { minuteMs } from './hours/local-date.js';
import type { SlaTarget } from './sla-policy.js';

/** `cancelled`: it ended in time and unfulfilled, because nobody waits any more. */
export const slaOutcomes = ['met', 'breached', 'cancelled'] as const;
export type SlaOutcome = (typeof slaOutcomes)[number];

/** It runs while `runningSince` is set, is over once `endedAt` is, and is paused while neither is. */
export type SlaClock = {
  target: SlaTarget;
  /** Which clock of this target on its ticket, from 1: an answered `next_reply` is followed by another. */
  instance: number;
  startedAt: Date;
  /** Null: measured, but nothing is promised. */
  targetMinutes: number | null;
  /** Counted before `runningSince`. */
  usedMs: number;
  runningSince: Date | null;
  /** Null while it does not run, and without a target. */
  dueAt: Date | null;
  endedAt: Date | null;
  /** Null until it ends, and when nothing was promised. */
  outcome: SlaOutcome | null;
  /** When it was due, once something happened after that; between two events ask `breachedAtBy`. */
  breachedAt: Date | null;
};

export type NewClock = Pick<SlaClock, 'target' | 'instance' | 'targetMinutes'>;

export function startClock(clock: NewClock, at: Date, time: WorkingTime): SlaClock {
  const unstarted = { ...clock, startedAt: at, usedMs: 0, dueAt: null, breachedAt: null };
  return runClock({ ...unstarted, runningSince: null, endedAt: null, outcome: null }, at, time);
}

export function usedMsAt(clock: SlaClock, at: Date, time: WorkingTime): number {
  return clock.usedMs + (clock.runningSince ? time.between(clock.runningSince, at) : 0);
}

/** Since when the clock is breached as far as is known at that moment; null while it is in time. */
export function breachedAtBy(clock: SlaClock, at: Date): Date | null {
  return clock.breachedAt ?? (clock.dueAt && clock.dueAt < at ? clock.dueAt : null);
}

/** Runs on with the time used so far, also after its end. What is breached stays due when it was. */
export function runClock(clock: SlaClock, at: Date, time: WorkingTime): SlaClock {
  if (clock.runningSince) return clock;
  const running = { ...clock, runningSince: at, endedAt: null, outcome: null };
  if (clock.targetMinutes === null) return running;
  const leftMs = clock.targetMinutes * minuteMs - clock.usedMs;
  return { ...running, dueAt: clock.breachedAt ?? time.add(at, leftMs) };
}

/** Stops counting, also after its end: then it is merely not over any more. */
export function pauseClock(clock: SlaClock, at: Date, time: WorkingTime): SlaClock {
  return { ...stopped(clock, at, time), endedAt: null, outcome: null };
}

export function endClock(
  clock: SlaClock,
  at: Date,
  { time, fulfilled }: { time: WorkingTime; fulfilled: boolean },
): SlaClock {
  if (clock.endedAt) return clock;
  const ended = stopped(clock, at, time);
  return { ...ended, endedAt: at, outcome: outcomeOf(ended, fulfilled) };
}

/**
 * Another promise from now on: time used stays used, as it was counted. Judged by the new target alone, so a breach is
 * forgotten where the new one is not used up, and a target that is used up already is due at once.
 */
export function retargetClock(
  clock: SlaClock,
  { targetMinutes, at }: { targetMinutes: number | null; at: Date },
  time: { before: WorkingTime; after: WorkingTime },
): SlaClock {
  const still = stopped(clock, at, time.before);
  const usedUp = targetMinutes !== null && still.usedMs >= targetMinutes * minuteMs;
  const retargeted = { ...still, targetMinutes, breachedAt: usedUp ? still.breachedAt : null };
  return clock.runningSince ? runClock(retargeted, at, time.after) : retargeted;
}

function stopped(clock: SlaClock, at: Date, time: WorkingTime): SlaClock {
  if (!clock.runningSince) return clock;
  const usedMs = usedMsAt(clock, at, time);
  return { ...clock, usedMs, runningSince: null, dueAt: null, breachedAt: breachedAtBy(clock, at) };
}

function outcomeOf({ targetMinutes, breachedAt }: SlaClock, fulfilled: boolean): SlaOutcome | null {
  if (breachedAt) return 'breached';
  if (!fulfilled) return 'cancelled';
  return targetMinutes === null ? null : 'met';
}
