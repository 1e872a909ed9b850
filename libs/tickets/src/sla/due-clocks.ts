// What has to be looked at when its time has come: the breach of each running clock, and the steps before and after it.
import type { WorkingTime } from './hours/business-calendar.js';
import { nextEscalationAt } from './next-escalation.js';
import type { SlaClock } from './sla-clock.js';
import type { SlaPolicy, SlaTarget } from './sla-policy.js';

export type DueKind = SlaTarget | `escalation:${SlaTarget}:${string}`;
export type DueClock = { kind: DueKind; dueAt: Date };

type Instance = Pick<SlaClock, 'target' | 'instance'>;

/** A breach is told once per due time: a promise made anew can be broken anew. */
export function breachMark({ target, instance }: Instance, dueAt: Date): string {
  return `${target}#${instance}@${dueAt.toISOString()}`;
}

/** A step is taken once per instance of the clock, wherever its due time moves. */
export function stepMark({ target, instance }: Instance, stepId: string): string {
  return `${target}#${instance}:${stepId}`;
}

export function marksOf(marks: readonly string[], clocks: readonly Instance[]): string[] {
  return marks.filter((mark) =>
    clocks.some(({ target, instance }) => /^[^@:]+/.exec(mark)?.[0] === `${target}#${instance}`),
  );
}

/** `done`: the marks of what has been told and taken already. @throws TicketError hours.never_open */
export function dueClocksOf(
  clocks: readonly SlaClock[],
  { policy, time, done }: { policy: SlaPolicy | null; time: WorkingTime; done: readonly string[] },
): DueClock[] {
  return clocks.flatMap((clock): DueClock[] => {
    const { target, dueAt } = clock;
    if (!dueAt) return [];
    const breach: DueClock[] = done.includes(breachMark(clock, dueAt)) ? [] : [{ kind: target, dueAt }];
    const steps = (policy?.escalation ?? []).flatMap((step): DueClock[] => {
      if (step.target !== target || done.includes(stepMark(clock, step.id))) return [];
      const at = nextEscalationAt(clock, step.when, time);
      return at ? [{ kind: `escalation:${target}:${step.id}`, dueAt: at }] : [];
    });
    return [...breach, ...steps];
  });
}

/** The soonest due of those that run. */
export function soonestDue(clocks: readonly SlaClock[]): SlaClock | null {
  const due = clocks.filter((clock) => clock.dueAt !== null);
  return due.toSorted((one, other) => Number(one.dueAt) - Number(other.dueAt))[0] ?? null;
}
