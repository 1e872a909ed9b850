import type { MessageKind } from '../message/message.js';
import type { TicketPriority, TicketStatus } from './ticket.js';

/** Why a status changed by itself. */
export type StatusCause = 'agent' | 'contact_wrote' | 'agent_replied' | 'solved_long_ago';

/** What happened to a ticket, in the past tense. Payloads hold ids and codes, never texts of messages. */
export type TicketEvent =
  | {
      type: 'ticket.opened';
      payload: { by: 'contact' | 'agent'; followUpOfId: string | null; mayBelongToId: string | null };
    }
  | { type: 'ticket.status_changed'; payload: { from: TicketStatus; to: TicketStatus; cause: StatusCause } }
  | {
      type: 'ticket.assigned';
      payload: { from: string | null; to: string | null; cause: 'agent' | 'agent_replied' | 'agent_left' };
    }
  | { type: 'ticket.priority_changed'; payload: { from: TicketPriority; to: TicketPriority } }
  | { type: 'message.added'; payload: { messageId: string; seq: number; kind: MessageKind; automatic: boolean } };

/** A ticket as it now stands and what happened to make it so: both are stored in one transaction or not at all. */
export type TicketChange<T> = { ticket: T; events: TicketEvent[] };
