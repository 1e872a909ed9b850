import type { EscalationStep } from '../sla/next-escalation.js';
import type { SlaEscalation } from '../sla/sla-escalation.js';
import { assignTicket, changePriority } from './change-ticket.js';
import { TicketError } from './ticket-error.js';
import type { TicketChange } from './ticket-event.js';
import { isUnsolved } from './transitions.js';
import { ticketPriorities, type Ticket, type TicketPriority } from './ticket.js';

type Change = TicketChange<Ticket>;

/** An agent asks for help: one level up, with the reason. @throws TicketError ticket.closed */
export function escalateByHand(ticket: Ticket, reason: string): Change {
  if (ticket.status === 'closed') throw new TicketError('ticket.closed', { number: ticket.number });
  const level = ticket.escalationLevel + 1;
  return {
    ticket: { ...ticket, escalationLevel: level },
    events: [{ type: 'ticket.escalated', payload: { by: 'agent', level, reason } }],
  };
}

/**
 * What a step of a policy does. In another queue it is nobody's, so that those who serve that queue get it. What is
 * solved meanwhile stays as it is.
 */
export function escalateByPolicy(
  ticket: Ticket,
  { id: stepId, target, when, queueId, raiseTo, raisesLevel, notify }: SlaEscalation,
): Change {
  if (!isUnsolved(ticket.status)) return { ticket, events: [] };
  const level = ticket.escalationLevel + (raisesLevel ? 1 : 0);
  const movesTo = queueId === ticket.queueId ? null : queueId;
  const raised = changePriority(ticket, higherOf(ticket.priority, raiseTo));
  const released = movesTo ? assignTicket(raised.ticket, null, { cause: 'escalated' }) : { ...raised, events: [] };
  return {
    ticket: { ...released.ticket, escalationLevel: level, queueId: movesTo ?? ticket.queueId },
    events: [
      {
        type: 'ticket.escalated',
        payload: {
          by: 'policy',
          target,
          stepId,
          isLate: isLate(when),
          level,
          queueId: movesTo,
          notify: [...notify],
        },
      },
      ...raised.events,
      ...released.events,
    ],
  };
}

function isLate(when: EscalationStep): boolean {
  return when.at === 'after_due' || when.percent >= 100;
}

function higherOf(one: TicketPriority, other: TicketPriority | null): TicketPriority {
  return other && ticketPriorities.indexOf(other) > ticketPriorities.indexOf(one) ? other : one;
}
