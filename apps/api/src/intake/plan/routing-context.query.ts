import { isUnsolved, type FollowUpPolicy, type RoutingRule, type Tag, type Ticket } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { holdFollowUps, holdQueues } from '../../routing/queues/queue.query.js';
import { readRules } from '../../routing/rules/rule.query.js';
import { readInboxHours, type InboxHours } from '../../sla/hours/inbox-hours.js';
import { holdTags } from '../../tags/tag.query.js';
import { listTagsOf } from '../../tags/ticket-tag.query.js';

/** By what a new ticket is routed, whichever channel it came over. */
export type RoutingContext = {
  /** Those that lead somewhere: a queue may be gone since they were saved. */
  rules: readonly RoutingRule[];
  /** Those that rules may give. */
  knownTags: readonly Tag[];
  /** Read only where a rule asks. */
  hours: Pick<InboxHours, 'isOpenAt'>;
};

/** What becomes of an answer to a ticket that is solved or closed. */
export type FollowUpContext = {
  /** What replies to solved tickets become, by queue. */
  followUps: ReadonlyMap<string, FollowUpPolicy>;
  /** Of solved and closed tickets: whoever continues one gets them. */
  continuedTags: ReadonlyMap<string, readonly Tag[]>;
};

const notAsked: RoutingContext['hours'] = { isOpenAt: () => true };

/** Where nothing new can be opened. */
export const nothingOpens: RoutingContext & FollowUpContext = {
  rules: [],
  knownTags: [],
  hours: notAsked,
  followUps: new Map(),
  continuedTags: new Map(),
};

const reopens: FollowUpPolicy = { choice: 'reopen', days: 0 };

/** What a reply to this ticket becomes. A queue that was not loaded is that of a ticket which nobody has solved. */
export function followUpOf({ queueId }: Pick<Ticket, 'queueId'>, { followUps }: FollowUpContext): FollowUpPolicy {
  return followUps.get(queueId) ?? reopens;
}

/**
 * The rules, and the queues and tags that new tickets may get: none of those can be deleted until this commits.
 * @returns also which of the given queues there are
 */
export async function loadRouting(
  tx: Tx,
  from: { queueIds: readonly string[]; inboxIds: readonly string[] },
): Promise<RoutingContext & { held: ReadonlySet<string> }> {
  const { rules } = await readRules(tx);
  const held = await holdQueues(tx, [
    ...new Set([...from.queueIds, ...rules.flatMap((rule) => rule.actions.queueId ?? [])]),
  ]);
  const asks = rules.some(({ conditions }) => conditions.hours !== undefined);
  return {
    held,
    rules: rules.filter(({ actions: { queueId } }) => queueId === undefined || held.has(queueId)),
    knownTags: await holdTags(tx, [...new Set(rules.flatMap((rule) => rule.actions.tagIds ?? []))]),
    hours: asks ? await readInboxHours(tx, [...new Set(from.inboxIds)]) : notAsked,
  };
}

/** Of tickets that this transaction has locked. */
export async function loadFollowUps(tx: Tx, tickets: readonly Ticket[]): Promise<FollowUpContext> {
  const solved = tickets.filter((ticket) => ticket.status === 'solved');
  return {
    followUps: await holdFollowUps(tx, [...new Set(solved.map((ticket) => ticket.queueId))]),
    continuedTags: await listTagsOf(
      tx,
      tickets.filter((ticket) => !isUnsolved(ticket.status)).map((ticket) => ticket.id),
    ),
  };
}
