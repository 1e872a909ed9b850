import type { TicketStatus } from './ticket.js';

/**
 * Which status may follow which. Never back to `new`; `closed` is final: an answer to a closed ticket opens a follow-up.
 */
export const transitions: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  new: ['open', 'pending', 'on_hold', 'solved'],
  open: ['pending', 'on_hold', 'solved'],
  pending: ['open', 'on_hold', 'solved'],
  on_hold: ['open', 'pending', 'solved'],
  solved: ['open', 'closed'],
  closed: [],
};

export function canBecome(from: TicketStatus, to: TicketStatus): boolean {
  return transitions[from].includes(to);
}

export function isUnsolved(status: TicketStatus): boolean {
  return status !== 'solved' && status !== 'closed';
}
