import {
  advanceClocks,
  breachMark,
  marksOf,
  noClocks,
  slaFactOf,
  stepMark,
  TicketError,
  type Actor,
  type SlaEvent,
  type SlaFact,
  type SlaTarget,
  type SlaTerms,
} from '@diwan/tickets';
import { chosenAfter } from './chosen.js';
import { nothingChosen, type Chosen, type Kept } from './kept-clocks.js';
import type { StoredPolicy, Terms, TermsHistory } from './terms-history.js';

/** An event of one ticket, as it was stored. */
export type FollowedEvent = {
  type: string;
  actorKind: Actor['kind'];
  payload: Record<string, unknown>;
  at: Date;
};
export type Followed = { kept: Kept; facts: SlaFact[] };
export type Match = (terms: Terms, chosen: Chosen) => StoredPolicy | null;
type By = { history: TermsHistory; match: Match };

/** Events that mean something to clocks, and those that say what was done about them. */
export const followedTypes = [
  'ticket.opened',
  'ticket.status_changed',
  'ticket.priority_changed',
  'message.added',
  'message.cancelled',
  'ticket.sla_breached',
  'ticket.escalated',
  'ticket.routed',
  'ticket.tagged',
] as const;

/**
 * The clocks after more of a ticket's events, in the order in which they were written, and after every change of the terms
 * up to now. A pure fold: all at once gives what step by step gives. @throws TicketError hours.never_open
 */
export function followEvents(start: Kept | null, events: readonly FollowedEvent[], { history, match }: By): Followed {
  let kept = start ?? beginning(events[0]?.at ?? new Date(0), { history, match });
  const facts: SlaFact[] = [];
  const take = (fact: SlaFact, terms = termsOf(kept, history)): void => {
    facts.push(fact);
    kept = { ...kept, clocks: advanceClocks(kept.clocks, fact, terms), at: fact.at };
  };
  const catchUp = (until: Date | null): void => {
    for (const terms of history.after(kept.revision)) {
      if (until && terms.at > until) return;
      const policy = match(terms, kept.chosen);
      take({ type: 'policy_changed', at: later(terms.at, kept.at), to: { policy, calendar: terms.calendar } });
      kept = { ...kept, revision: terms.revision, policyId: policy?.id ?? null };
    }
  };
  const choose = (event: FollowedEvent, at: Date): void => {
    const chosen = chosenAfter(kept.chosen, event);
    if (chosen === kept.chosen) return;
    kept = { ...kept, chosen };
    const terms = history.of(kept.revision);
    const policy = match(terms, chosen);
    if ((policy?.id ?? null) === kept.policyId) return;
    take({ type: 'policy_changed', at, to: { policy, calendar: terms.calendar } });
    kept = { ...kept, policyId: policy?.id ?? null };
  };
  for (const event of events) {
    const at = later(event.at, kept.at);
    catchUp(at);
    choose(event, at);
    kept = { ...kept, done: [...kept.done, ...marksIn(event, kept, history)] };
    const fact = slaFactOf(event as unknown as SlaEvent, { at, ...contextOf(event, kept) });
    if (!fact) continue;
    take(fact);
    if (fact.type === 'agent_replied') kept = withAnswer(kept, String(event.payload['messageId']));
  }
  catchUp(null);
  return { kept: { ...kept, done: marksOf(kept.done, kept.clocks.clocks) }, facts };
}

/** The same for a ticket to which nothing can be promised, because its hours never open: it is measured only. */
export function followUnpromised(
  start: Kept | null,
  events: readonly FollowedEvent[],
  history: TermsHistory,
): Followed {
  return followEvents(start && released(start, history), events, { history, match: () => null });
}

export function isNeverOpen(error: unknown): error is TicketError {
  return error instanceof TicketError && error.code === 'hours.never_open';
}

function released(kept: Kept, history: TermsHistory): Kept {
  const terms = termsOf(kept, history);
  const fact: SlaFact = { type: 'policy_changed', at: kept.at, to: { ...terms, policy: null } };
  return { ...kept, clocks: advanceClocks(kept.clocks, fact, terms), policyId: null };
}

function beginning(at: Date, { history, match }: By): Kept {
  const terms = history.at(at);
  const policyId = match(terms, nothingChosen)?.id ?? null;
  const { revision } = terms;
  return { clocks: noClocks, at, done: [], answers: [], revision, policyId, chosen: nothingChosen };
}

export function termsOf({ revision, policyId }: Kept, history: TermsHistory): SlaTerms {
  const { policies, calendar } = history.of(revision);
  return { policy: policies.find((policy) => policy.id === policyId) ?? null, calendar };
}

function contextOf({ actorKind, payload }: FollowedEvent, { answers }: Kept) {
  // The clocks ask what kind of actor it was, never which.
  const actor = { kind: actorKind, id: '' } as Actor;
  const repliedAt = answers.find(({ messageId }) => messageId === payload['messageId'])?.at;
  return { actor, ...(repliedAt && { repliedAt }) };
}

/** Remembers a reply that ended a clock, for as long as the clock stays ended by it. */
function withAnswer(kept: Kept, messageId: string): Kept {
  const ended = kept.clocks.clocks.map((clock) => clock.endedAt?.getTime());
  const answers = [...kept.answers, { messageId, at: kept.at }].filter(({ at }) => ended.includes(at.getTime()));
  return { ...kept, answers };
}

function marksIn({ type, payload }: FollowedEvent, kept: Kept, history: TermsHistory): string[] {
  const clock = kept.clocks.clocks.find(({ target }) => target === (payload['target'] as SlaTarget | undefined));
  if (!clock) return [];
  if (type === 'ticket.sla_breached') return [breachMark(clock, new Date(String(payload['dueAt'])))];
  return type === 'ticket.escalated' ? [stepMark(clock, stepIdIn(payload, termsOf(kept, history)))] : [];
}

/** What was taken before steps had ids is known by its place in the policy. */
function stepIdIn({ stepId, step }: FollowedEvent['payload'], { policy }: SlaTerms): string {
  return typeof stepId === 'string' ? stepId : (policy?.escalation[Number(step)]?.id ?? '');
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
