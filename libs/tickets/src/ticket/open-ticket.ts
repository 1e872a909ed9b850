import type { ChannelKind } from '../message/channel-kind.js';
import type { TicketChange } from './ticket-event.js';
import type { Ticket } from './ticket.js';

export type OpenTicket = {
  id: string;
  number: number;
  channel: ChannelKind;
  inboxId: string;
  queueId: string;
  contactId: string;
  subject: string;
  language: string | null;
  followUpOfId: string | null;
  mayBelongToId: string | null;
};

/** A new ticket, still without its first message. */
export function openTicket(input: OpenTicket, by: 'contact' | 'agent', now: Date): TicketChange<Ticket> {
  return {
    ticket: {
      ...input,
      status: 'new',
      priority: 'normal',
      assigneeId: null,
      lastSeq: 0,
      snippet: '',
      createdAt: now,
      lastActivityAt: now,
      waitingSince: null,
      snoozedUntil: null,
      solvedAt: null,
      closedAt: null,
      reopenCount: 0,
      escalationLevel: 0,
      version: 1,
    },
    events: [
      {
        type: 'ticket.opened',
        payload: { by, followUpOfId: input.followUpOfId, mayBelongToId: input.mayBelongToId },
      },
    ],
  };
}
