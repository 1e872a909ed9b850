import type { Actor } from '../message/actor.js';
import type { TicketEvent } from '../ticket/ticket-event.js';
import type { TicketPriority, TicketStatus } from '../ticket/ticket.js';
import type { SlaTerms } from './sla-policy.js';

/** What SLA clocks have to know of a ticket's events. Facts come in the order in which they happened. */
export type SlaFact =
  | { type: 'opened'; at: Date; priority: TicketPriority }
  | { type: 'contact_wrote'; at: Date }
  | { type: 'agent_replied'; at: Date }
  /** A reply was taken back before it left: `repliedAt` is the `at` of its `agent_replied`. */
  | { type: 'reply_cancelled'; at: Date; repliedAt: Date }
  | { type: 'status_changed'; at: Date; to: TicketStatus }
  | { type: 'priority_changed'; at: Date; to: TicketPriority }
  /** The ticket matches another policy, or policy or business hours were edited. Until `at` the old terms counted. */
  | { type: 'policy_changed'; at: Date; to: SlaTerms };

export type SlaEvent = TicketEvent | { type: 'message.cancelled'; payload: { messageId: string } };

type AddedMessage = Extract<TicketEvent, { type: 'message.added' }>['payload'];

/** Beside the event: who and when; for `message.cancelled` also when that message was added. */
export type SlaEventContext = { at: Date; actor: Actor; repliedAt?: Date };

const silentTypes = [
  'ticket.assigned',
  'ticket.offered',
  'ticket.offer_passed',
  'ticket.due_changed',
  // Which policy a ticket has is decided where tickets are matched, and told as policy_changed.
  'ticket.routed',
  'ticket.tagged',
  'ticket.sla_breached',
  'ticket.escalated',
] as const satisfies readonly SlaEvent['type'][];
type SilentEvent = Extract<SlaEvent, { type: (typeof silentTypes)[number] }>;

function isSilent(event: SlaEvent): event is SilentEvent {
  return silentTypes.some((type) => type === event.type);
}

/**
 * What an event means to the clocks, or null. Notes and whatever a machine wrote mean nothing; neither does the message
 * that an agent opens a ticket with, for the first reply is the next one.
 */
export function slaFactOf(event: SlaEvent, { at, actor, repliedAt }: SlaEventContext): SlaFact | null {
  if (isSilent(event)) return null;
  switch (event.type) {
    case 'ticket.opened':
      // As openTicket has it; a rule that raises it says so by an event of its own.
      return { type: 'opened', at, priority: 'normal' };
    case 'ticket.status_changed':
      return { type: 'status_changed', at, to: event.payload.to };
    case 'ticket.priority_changed':
      return { type: 'priority_changed', at, to: event.payload.to };
    case 'message.added':
      return messageFactOf(event.payload, { at, actor });
    case 'message.cancelled':
      return repliedAt ? { type: 'reply_cancelled', at, repliedAt } : null;
  }
}

function messageFactOf({ kind, automatic, seq }: AddedMessage, { at, actor }: SlaEventContext): SlaFact | null {
  if (automatic || kind === 'note') return null;
  if (kind === 'inbound') return { type: 'contact_wrote', at };
  return actor.kind === 'agent' && seq > 1 ? { type: 'agent_replied', at } : null;
}
