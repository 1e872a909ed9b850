import { openTicket } from '../ticket/open-ticket.js';
import type { Ticket } from '../ticket/ticket.js';

/** The moment at which the specs play. */
export const now = new Date('2026-03-21T09:00:00Z');

export function minutesBefore(minutes: number, moment = now): Date {
  return new Date(moment.getTime() - minutes * 60_000);
}

/** An open ticket of an agent, a day old; give what the spec is about. */
export function aTicket(differs: Partial<Ticket> = {}): Ticket {
  const { ticket } = openTicket(
    {
      id: 'ticket-1',
      number: 1001,
      channel: 'email',
      inboxId: 'inbox-1',
      queueId: 'queue-1',
      contactId: 'contact-1',
      subject: 'سفارش 4521',
      language: 'fa',
      followUpOfId: null,
      mayBelongToId: null,
    },
    'contact',
    minutesBefore(24 * 60),
  );
  return { ...ticket, status: 'open', assigneeId: 'agent-1', lastSeq: 3, snippet: 'سلام', ...differs };
}
