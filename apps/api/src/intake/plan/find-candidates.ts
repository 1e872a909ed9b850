import { claimedTicketNumber, type Candidate, type ThreadRule, type Ticket } from '@diwan/tickets';
import { idKey, threadIndexValue, type KnownId, type LoadedContext } from './intake-context.query.js';
import { followUpOf } from './routing-context.query.js';
import type { UnderstoodMail } from '../understand/understood-mail.js';

/** Every ticket that any threading rule points at, in the order of the rules and, within one, nearest ancestor first. */
export function findCandidates(mail: UnderstoodMail, context: LoadedContext): Candidate[] {
  const { message, claim } = mail;
  const known = (value: string): KnownId[] => context.ids.get(idKey(claim.inboxId, value)) ?? [];
  const ancestors = [...new Set([...message.inReplyTo, ...message.references.toReversed()])];
  // A mail that an earlier one quoted belongs with it although it arrives later.
  const quotedEarlier = message.messageId ? known(message.messageId).filter((each) => each.kind === 'quoted') : [];
  const claimed = claimedTicketNumber(message.subject);
  const ticketIds: [ThreadRule, string | undefined][] = [
    ...message.proofs.map((proof): [ThreadRule, string | undefined] => [
      proof.by,
      context.ticketByNumber.get(proof.ticketNumber)?.id,
    ]),
    ...[...ancestors.flatMap(known), ...quotedEarlier].map((each): [ThreadRule, string] => [
      'references',
      each.ticketId,
    ]),
    ...(message.threadIndex ? known(threadIndexValue(message.threadIndex)) : []).map((each): [ThreadRule, string] => [
      'thread_index',
      each.ticketId,
    ]),
    ['subject', claimed === null ? undefined : context.ticketByNumber.get(claimed)?.id],
  ];
  return ticketIds.flatMap(([rule, id]) => {
    const ticket = id === undefined ? undefined : context.tickets.get(id);
    return ticket ? [candidate(rule, ticket, context)] : [];
  });
}

function candidate(rule: ThreadRule, ticket: Ticket, context: LoadedContext): Candidate {
  const participants = context.participants.get(ticket.id) ?? new Set();
  return { rule, ticket, followUp: followUpOf(ticket, context), participants };
}
