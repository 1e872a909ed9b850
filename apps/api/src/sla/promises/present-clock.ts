import type { ExplainedClock } from '@diwan/contracts';
import type { ClockExplanation, SlaClock } from '@diwan/tickets';

export function presentClock(clock: SlaClock, explanation: ClockExplanation): ExplainedClock {
  const { pauses, closed, startedAt, dueAt, endedAt, ...rest } = explanation;
  return {
    ...rest,
    instance: clock.instance,
    state: stateOf(clock),
    startedAt: startedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    breachedAt: clock.breachedAt?.toISOString() ?? null,
    pauses: pauses.map(({ from, to, status }) => ({
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
      status,
    })),
    closed: closed.map(({ from, to, ...why }) => ({ from: from.toISOString(), to: to.toISOString(), ...why })),
  };
}

function stateOf({ endedAt, outcome, breachedAt, runningSince }: SlaClock): ExplainedClock['state'] {
  if (endedAt) return outcome ?? 'ended';
  if (breachedAt) return 'breached';
  return runningSince ? 'running' : 'paused';
}
