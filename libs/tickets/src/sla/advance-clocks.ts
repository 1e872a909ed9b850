import type { TicketPriority, TicketStatus } from '../ticket/ticket.js';
import { endClock, pauseClock, retargetClock, runClock, startClock, type SlaClock } from './sla-clock.js';
import type { SlaFact } from './sla-fact.js';
import {
  hoursOf, restIn, targetMinutesOf, workingTimeOf, type SlaTarget, type SlaTerms,
} from './sla-policy.js'; // prettier-ignore

/**
 * What is kept of a ticket between two facts: where it stood after the last one, and the newest clock of each target. An
 * ended `next_reply` leaves when the next one starts: store clocks by ticket, target and instance to keep all of them.
 */
export type TicketClocks = { priority: TicketPriority; status: TicketStatus; clocks: readonly SlaClock[] };

/** Before a ticket is opened. One that is older than its clocks stays so: nothing is promised in hindsight. */
export const noClocks: TicketClocks = { priority: 'normal', status: 'new', clocks: [] };

type Step = { state: TicketClocks; at: Date; terms: SlaTerms };
type Advance = (clock: SlaClock) => SlaClock;

/**
 * The clocks after one more fact, counted by the terms in force until then. A pure fold: kept step by step it gives what
 * it gives at once from all facts. @throws TicketError hours.never_open
 */
export function advanceClocks(state: TicketClocks, fact: SlaFact, terms: SlaTerms): TicketClocks {
  const step = { state, at: fact.at, terms };
  switch (fact.type) {
    case 'opened':
      return opened(fact.priority, step);
    case 'contact_wrote':
      return contactWrote(step);
    case 'agent_replied':
      return eachReply(state, (clock) => endClock(clock, fact.at, { time: timeOf(terms), fulfilled: true }));
    case 'reply_cancelled':
      return replyCancelled(fact.repliedAt, step);
    case 'status_changed':
      return settled({ ...step, state: { ...state, status: fact.to } });
    case 'priority_changed':
      return retargeted(terms, { ...step, state: { ...state, priority: fact.to } });
    case 'policy_changed':
      return settled({ ...step, state: retargeted(fact.to, step), terms: fact.to });
  }
}

/** The clocks of a whole history; `terms` are those that the ticket was opened under. */
export function clocksOf(facts: readonly SlaFact[], terms: SlaTerms): TicketClocks {
  let [state, inForce] = [noClocks, terms];
  for (const fact of facts) {
    state = advanceClocks(state, fact, inForce);
    if (fact.type === 'policy_changed') inForce = fact.to;
  }
  return state;
}

function timeOf(terms: SlaTerms) {
  return workingTimeOf(hoursOf(terms), terms.calendar);
}

function isOver(status: TicketStatus): boolean {
  return status === 'solved' || status === 'closed';
}

function clockOf(state: TicketClocks, target: SlaTarget): SlaClock | undefined {
  return state.clocks.find((clock) => clock.target === target);
}

function eachReply(state: TicketClocks, advance: Advance): TicketClocks {
  return { ...state, clocks: state.clocks.map((clock) => (clock.target === 'resolution' ? clock : advance(clock))) };
}

function started(target: SlaTarget, instance: number, { state, at, terms }: Step): SlaClock {
  const targetMinutes = targetMinutesOf(terms.policy, { priority: state.priority, target });
  return startClock({ target, instance, targetMinutes }, at, timeOf(terms));
}

function opened(priority: TicketPriority, { at, terms }: Step): TicketClocks {
  const step = { state: { ...noClocks, priority }, at, terms };
  return { ...step.state, clocks: [started('first_reply', 1, step), started('resolution', 1, step)] };
}

/** Until the first reply its clock stands for every message; after that one clock runs from the oldest unanswered one. */
function contactWrote(step: Step): TicketClocks {
  const { state } = step;
  const next = clockOf(state, 'next_reply');
  if (!clockOf(state, 'first_reply')?.endedAt || (next && !next.endedAt)) return state;
  const others = state.clocks.filter((clock) => clock !== next);
  return { ...state, clocks: [...others, started('next_reply', (next?.instance ?? 0) + 1, step)] };
}

/** As if the reply had never been: what it ended runs on from there, and the contact's first reply is still to come. */
function replyCancelled(repliedAt: Date, step: Step): TicketClocks {
  const time = timeOf(step.terms);
  const endedByIt = (clock: SlaClock) =>
    clock.endedAt?.getTime() === repliedAt.getTime() && clock.outcome !== 'cancelled';
  const state = eachReply(step.state, (clock) =>
    endedByIt(clock) ? runClock(ofToday(clock, step), repliedAt, time) : clock,
  );
  const awaitsFirst = clockOf(state, 'first_reply')?.endedAt === null;
  const next = eachReply(state, (clock) =>
    awaitsFirst && clock.target === 'next_reply' ? endClock(clock, step.at, { time, fulfilled: false }) : clock,
  );
  return settled({ ...step, state: next });
}

/** Brings the clocks in line with the status: `resolution` runs, rests or ends, and what is solved awaits no reply. */
function settled(step: Step): TicketClocks {
  const { state, at, terms } = step;
  const time = timeOf(terms);
  const over = isOver(state.status);
  const rests = restIn(state.status, terms.policy) !== null;
  const settle: Advance = (clock) => {
    if (over) return endClock(clock, at, { time, fulfilled: clock.target === 'resolution' });
    if (clock.target !== 'resolution') return clock;
    return rests ? pauseClock(ofToday(clock, step), at, time) : runClock(ofToday(clock, step), at, time);
  };
  return { ...state, clocks: state.clocks.map(settle) };
}

function retargeted(to: SlaTerms, { state, at, terms }: Step): TicketClocks {
  const time = { before: timeOf(terms), after: timeOf(to) };
  const retarget: Advance = (clock) => {
    const targetMinutes = targetMinutesOf(to.policy, { priority: state.priority, target: clock.target });
    return clock.endedAt ? clock : retargetClock(clock, { targetMinutes, at }, time);
  };
  return { ...state, clocks: state.clocks.map(retarget) };
}

/** An ended clock keeps the target that it was judged by; one that goes on is judged by the present one. */
function ofToday(clock: SlaClock, { state, at, terms }: Step): SlaClock {
  if (!clock.endedAt) return clock;
  const targetMinutes = targetMinutesOf(terms.policy, { priority: state.priority, target: clock.target });
  const time = timeOf(terms);
  return retargetClock(clock, { targetMinutes, at }, { before: time, after: time });
}
