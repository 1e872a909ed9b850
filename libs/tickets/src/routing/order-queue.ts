import { ticketPriorities, type TicketPriority } from '../ticket/ticket.js';

/** What decides a ticket's place in its queue. */
export type QueuePlace = { id: string; priority: TicketPriority; dueAt: Date | null; waitingSince: Date };

/**
 * Who comes first: the higher priority, then the sooner due (a ticket without a promise after those with one), then the
 * longer wait. Total, so that every process puts a queue in the same order.
 */
export function comparePlaces(one: QueuePlace, other: QueuePlace): number {
  return (
    ticketPriorities.indexOf(other.priority) - ticketPriorities.indexOf(one.priority) ||
    dueTime(one) - dueTime(other) ||
    one.waitingSince.getTime() - other.waitingSince.getTime() ||
    (one.id < other.id ? -1 : Number(one.id > other.id))
  );
}

export function orderQueue<T extends QueuePlace>(tickets: readonly T[]): T[] {
  return tickets.toSorted(comparePlaces);
}

// Not Infinity: the difference of two would be no number.
const never = Number.MAX_SAFE_INTEGER;
function dueTime({ dueAt }: QueuePlace): number {
  return dueAt?.getTime() ?? never;
}
