import type { MessageKind } from '../message/message.js';
import { assignTicket, changeStatus } from './change-ticket.js';
import type { TicketChange, TicketEvent } from './ticket-event.js';
import { TicketError } from './ticket-error.js';
import type { Ticket, TicketStatus } from './ticket.js';

/** What the ticket has to know of a message that joins it. */
export type NewMessage = { id: string; kind: MessageKind; automatic: boolean; snippet: string };

/** Statuses that a contact's own message wakes up (domain rules, section 2). */
const woken: readonly TicketStatus[] = ['pending', 'on_hold', 'solved'];

type Added = TicketChange<Ticket> & { seq: number };

function number(ticket: Ticket, message: NewMessage, now: Date): Added {
  if (ticket.status === 'closed') throw new TicketError('ticket.closed', { number: ticket.number });
  const seq = ticket.lastSeq + 1;
  const event: TicketEvent = {
    type: 'message.added',
    payload: { messageId: message.id, seq, kind: message.kind, automatic: message.automatic },
  };
  const snippet = message.kind === 'note' ? ticket.snippet : message.snippet;
  return { seq, ticket: { ...ticket, lastSeq: seq, snippet, lastActivityAt: now }, events: [event] };
}

function then(added: Added, change: TicketChange<Ticket>): Added {
  return { seq: added.seq, ticket: change.ticket, events: [...added.events, ...change.events] };
}

/**
 * A message of the contact joins the ticket: it wakes a waiting or solved one and starts the contact's waiting time.
 * Automatic mail is stored and changes nothing else. @throws TicketError ticket.closed
 */
export function receiveMessage(ticket: Ticket, message: NewMessage, now: Date): Added {
  const added = number(ticket, message, now);
  if (message.automatic) return added;
  const awake = woken.includes(ticket.status)
    ? then(added, changeStatus(added.ticket, 'open', { cause: 'contact_wrote', now }))
    : added;
  return {
    ...awake,
    ticket: { ...awake.ticket, waitingSince: awake.ticket.waitingSince ?? now, snoozedUntil: null },
  };
}

/**
 * An agent answers: nobody's ticket becomes theirs and the ball is with the contact (`pending`); with `solve` the ticket
 * is solved. @throws TicketError ticket.closed
 */
export function replyToTicket(
  ticket: Ticket,
  message: NewMessage,
  { agentId, solve, now }: { agentId: string; solve: boolean; now: Date },
): Added {
  let added = number(ticket, message, now);
  if (ticket.assigneeId === null) added = then(added, assignTicket(added.ticket, agentId, { cause: 'agent_replied' }));
  // A solved ticket may get a last word without being woken.
  if (ticket.status === 'solved') return added;
  const to = solve ? 'solved' : 'pending';
  return then(added, changeStatus(added.ticket, to, { cause: 'agent_replied', now }));
}

/** A note, or a message that Diwan sends by itself: numbered and shown, nothing else changes. */
export function addSilentMessage(ticket: Ticket, message: NewMessage, now: Date): Added {
  return number(ticket, message, now);
}
