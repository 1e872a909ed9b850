import type { InboundMessage } from '../message/inbound-message.js';
import type { Ticket } from '../ticket/ticket.js';
import { placeOfReply, type FollowUpPolicy, type RepliedTicket } from './follow-up.js';
import { isFreeMailDomain } from './free-mail-domains.js';
import { suspicionAbout, type SuspensionCause } from './suspend.js';

/** The rules by which a message can find its ticket, in the order in which they are tried; the first that holds wins. */
export const threadRules = ['reply_address', 'message_id', 'references', 'thread_index', 'subject'] as const;
export type ThreadRule = (typeof threadRules)[number];

/** A ticket that one of the rules points at, with what is needed to judge whether the sender may join it. */
export type Candidate = {
  rule: ThreadRule;
  ticket: Pick<Ticket, 'id' | 'channel' | 'inboxId'> & RepliedTicket;
  /** Of the ticket's queue. */
  followUp: FollowUpPolicy;
  /** Lower-cased addresses of everybody who has been From, To or Cc in the ticket. */
  participants: ReadonlySet<string>;
};

export type IntakeContext = {
  inboxId: string;
  /** Addresses that are ours: every inbox and the product's own senders. */
  ownAddresses: ReadonlySet<string>;
  /** True when an admin replays a suspended mail and wants it in whatever the rules say. */
  force: boolean;
};

/** One line of "why did it go here". */
export type IntakeStep = { rule: string; matched: boolean; params: Record<string, unknown> };

export type IntakeDecision = { steps: IntakeStep[] } & (
  | { do: 'append'; ticketId: string }
  | { do: 'open'; mayBelongToId: string | null }
  | { do: 'followUp'; ofId: string }
  | { do: 'suspend'; cause: SuspensionCause }
);

const proven: ReadonlySet<ThreadRule> = new Set(['reply_address', 'message_id']);

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/**
 * Rules 3 to 5 rest on what anybody could have written, so the sender must be known in the ticket: a participant, or of
 * a participant's own domain when the mail was proven to come from there. Who failed authentication proves nothing.
 */
function mayJoin(message: InboundMessage, candidate: Candidate): boolean {
  const sender = message.from?.address;
  if (!sender || message.authentication === 'fail') return false;
  if (candidate.participants.has(sender)) return true;
  const domain = domainOf(sender);
  if (message.authentication !== 'pass' || isFreeMailDomain(domain)) return false;
  return [...candidate.participants].some((participant) => domainOf(participant) === domain);
}

/**
 * Why this candidate is or is not the ticket; 'not_participant' is the only verdict that leaves a trace in the ticket. A
 * mail that goes to a reply address and to a second inbox of ours comes in twice: once it is the answer, once a new matter.
 */
function judge(
  message: InboundMessage,
  candidate: Candidate,
  inboxId: string,
): 'joins' | 'other_inbox' | 'not_participant' {
  // What began in a chat goes on by mail in whichever mailbox wrote to its visitor.
  const hasMailbox = candidate.ticket.channel === 'email' || !proven.has(candidate.rule);
  if (hasMailbox && candidate.ticket.inboxId !== inboxId) return 'other_inbox';
  if (proven.has(candidate.rule) || mayJoin(message, candidate)) return 'joins';
  return 'not_participant';
}

type Points = { candidate: Candidate; message: InboundMessage; steps: IntakeStep[] };

/** The message has found its ticket: joins it, follows it up, or is held because of what it is. */
function settle(points: Points, { context, now }: { context: IntakeContext; now: Date }): IntakeDecision {
  const { candidate, message, steps } = points;
  const { ticket, followUp: policy } = candidate;
  const { goes, step } = placeOfReply(ticket, { policy, automatic: message.automatic.is, now });
  const cause = suspicionAbout(message, { joins: goes === 'into', ...context });
  if (cause) return suspend(cause, steps);
  if (step) steps.push(step);
  if (goes === 'into') return { do: 'append', ticketId: ticket.id, steps };
  return goes === 'follow_up'
    ? { do: 'followUp', ofId: ticket.id, steps }
    : { do: 'open', mayBelongToId: ticket.id, steps };
}

/**
 * Decides what becomes of an inbound message (domain rules, section 3). `candidates` hold every ticket that any rule
 * points at; a ticket in another inbox is not joined (forwarded mail is a new matter), except through its signed reply
 * address, which is written to one ticket wherever it is delivered. What joins nothing, because its ticket is closed or
 * its queue wants a follow-up, is suspended like any mail that would open a ticket: no machine opens a follow-up.
 */
export function decideIntake(
  message: InboundMessage,
  candidates: readonly Candidate[],
  { context, now }: { context: IntakeContext; now: Date },
): IntakeDecision {
  const steps: IntakeStep[] = [];
  let mayBelongToId: string | null = null;
  for (const rule of threadRules) {
    const found = candidates.filter((candidate) => candidate.rule === rule);
    if (found.length === 0) steps.push({ rule, matched: false, params: {} });
    for (const candidate of found) {
      const verdict = judge(message, candidate, context.inboxId);
      steps.push({ rule, matched: verdict === 'joins', params: { ticketNumber: candidate.ticket.number, verdict } });
      if (verdict === 'not_participant') mayBelongToId ??= candidate.ticket.id;
      if (verdict === 'joins') return settle({ candidate, message, steps }, { context, now });
    }
  }
  const cause = suspicionAbout(message, { joins: false, ...context });
  if (cause) return suspend(cause, steps);
  steps.push({ rule: 'new_ticket', matched: true, params: {} });
  return { do: 'open', mayBelongToId, steps };
}

function suspend(cause: SuspensionCause, steps: IntakeStep[]): IntakeDecision {
  steps.push({ rule: 'suspend', matched: true, params: { cause } });
  return { do: 'suspend', cause, steps };
}
