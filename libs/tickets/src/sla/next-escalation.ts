import type { WorkingTime } from './hours/business-calendar.js';
import { minuteMs } from './hours/local-date.js';
import type { SlaClock } from './sla-clock.js';

/** When something is done about a clock: at so much of its target, or so long after it was due. Each once per clock. */
export type EscalationStep = { at: 'percent'; percent: number } | { at: 'after_due'; minutes: number };

/**
 * When the step is next due, in the time that the clock counts by; at once where so much is used already. Null while the
 * clock does not run or has no target: a reply cancels, a pause defers. @throws TicketError hours.never_open
 */
export function nextEscalationAt(clock: SlaClock, step: EscalationStep, time: WorkingTime): Date | null {
  const { runningSince, dueAt, targetMinutes, usedMs } = clock;
  if (!runningSince || !dueAt || targetMinutes === null) return null;
  const targetMs = targetMinutes * minuteMs;
  if (step.at === 'percent') {
    return time.add(runningSince, Math.round((targetMs * step.percent) / 100) - usedMs);
  }
  const lateMs = step.minutes * minuteMs;
  const byUse = time.add(runningSince, targetMs + lateMs - usedMs);
  // A target that was used up when it was given is due only from then on.
  const byDue = time.add(dueAt, lateMs);
  return byUse > byDue ? byUse : byDue;
}
