import type { Ticket } from '../ticket/ticket.js';
import type { IntakeStep } from './decide-intake.js';

/** What a contact's reply makes of a solved ticket. */
export const followUpChoices = ['reopen', 'new_ticket', 'reopen_within'] as const;
export type FollowUpChoice = (typeof followUpChoices)[number];

/** Of a queue. `days` since solving count for `reopen_within` only. */
export type FollowUpPolicy = { choice: FollowUpChoice; days: number };

export type RepliedTicket = Pick<Ticket, 'number' | 'status' | 'solvedAt' | 'closedAt'>;

/** Where a reply goes: into the ticket, into a follow-up of it, or into a new one that only points at it. */
export type ReplyPlace = { goes: 'into' | 'follow_up' | 'beside'; step: IntakeStep | null };

const closedDays = 30;

function daysSince(time: Date | null, now: Date): number {
  return time ? (now.getTime() - time.getTime()) / 86_400_000 : Infinity;
}

/**
 * Nothing joins a closed ticket. A solved one is taken up again unless its queue says otherwise, and a machine's mail
 * joins it in silence whatever the queue says: no out-of-office note opens a follow-up.
 */
export function placeOfReply(
  ticket: RepliedTicket,
  { policy, automatic, now }: { policy: FollowUpPolicy; automatic: boolean; now: Date },
): ReplyPlace {
  const { number: ticketNumber, status } = ticket;
  if (status === 'closed') {
    const followUp = daysSince(ticket.closedAt, now) <= closedDays;
    const step = { rule: 'closed_ticket', matched: true, params: { ticketNumber, followUp } };
    return { goes: followUp ? 'follow_up' : 'beside', step };
  }
  if (status !== 'solved' || automatic || policy.choice === 'reopen') return { goes: 'into', step: null };
  const { choice, days } = policy;
  const followUp = choice === 'new_ticket' || daysSince(ticket.solvedAt, now) > days;
  const params = { ticketNumber, policy: choice, followUp, ...(choice === 'reopen_within' && { days }) };
  return { goes: followUp ? 'follow_up' : 'into', step: { rule: 'solved_ticket', matched: followUp, params } };
}
