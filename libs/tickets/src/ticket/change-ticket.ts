import type { AssignmentReason } from '../routing/choose-agent.js';
import type { AssignmentCause, AwayFor, TicketChange, StatusCause } from './ticket-event.js';
import { TicketError } from './ticket-error.js';
import { canBecome } from './transitions.js';
import type { Ticket, TicketPriority, TicketStatus } from './ticket.js';

type Change = TicketChange<Ticket>;

function unchanged(ticket: Ticket): Change {
  return { ticket, events: [] };
}

function assertNotClosed(ticket: Ticket): void {
  if (ticket.status === 'closed') throw new TicketError('ticket.closed', { number: ticket.number });
}

/** The ball stays with us only in `open` (nothing goes back to `new`); any other status stops the contact's waiting time. */
function waitingSinceIn(status: TicketStatus, ticket: Ticket): Date | null {
  return status === 'open' ? ticket.waitingSince : null;
}

/**
 * Moves a ticket to another status. The same status again is no change, so that a repeated request does no harm.
 * @throws TicketError ticket.illegal_transition, ticket.solving_needs_assignee, ticket.closed
 */
export function changeStatus(
  ticket: Ticket,
  to: TicketStatus,
  { cause, now }: { cause: StatusCause; now: Date },
): Change {
  if (ticket.status === to) return unchanged(ticket);
  assertNotClosed(ticket);
  if (!canBecome(ticket.status, to)) {
    throw new TicketError('ticket.illegal_transition', { number: ticket.number, from: ticket.status, to });
  }
  if (to === 'solved' && ticket.assigneeId === null) {
    throw new TicketError('ticket.solving_needs_assignee', { number: ticket.number });
  }
  return {
    ticket: {
      ...ticket,
      status: to,
      waitingSince: waitingSinceIn(to, ticket),
      solvedAt: to === 'solved' ? now : ticket.solvedAt,
      closedAt: to === 'closed' ? now : ticket.closedAt,
      reopenCount: ticket.status === 'solved' && to === 'open' ? ticket.reopenCount + 1 : ticket.reopenCount,
      lastActivityAt: now,
    },
    events: [{ type: 'ticket.status_changed', payload: { from: ticket.status, to, cause } }],
  };
}

type Why = { cause: AssignmentCause; reason?: AssignmentReason; awayFor?: AwayFor };

/** Gives the ticket to an agent, or to nobody (null). @throws TicketError ticket.closed */
export function assignTicket(
  ticket: Ticket,
  assigneeId: string | null,
  { cause, reason, awayFor }: Why = { cause: 'agent' },
): Change {
  if (ticket.assigneeId === assigneeId) return unchanged(ticket);
  assertNotClosed(ticket);
  return {
    ticket: { ...ticket, assigneeId },
    events: [
      {
        type: 'ticket.assigned',
        payload: {
          from: ticket.assigneeId,
          to: assigneeId,
          cause,
          ...(reason && { reason }),
          ...(awayFor && { awayFor }),
        },
      },
    ],
  };
}

/** Solving needs an assignee: whoever solves an unassigned ticket becomes it. */
export function solveTicket(ticket: Ticket, agentId: string, now: Date): Change {
  const assigned = ticket.assigneeId === null ? assignTicket(ticket, agentId) : unchanged(ticket);
  const solved = changeStatus(assigned.ticket, 'solved', { cause: 'agent', now });
  return { ticket: solved.ticket, events: [...assigned.events, ...solved.events] };
}

/** @throws TicketError ticket.closed */
export function changePriority(ticket: Ticket, priority: TicketPriority): Change {
  if (ticket.priority === priority) return unchanged(ticket);
  assertNotClosed(ticket);
  return {
    ticket: { ...ticket, priority },
    events: [{ type: 'ticket.priority_changed', payload: { from: ticket.priority, to: priority } }],
  };
}
