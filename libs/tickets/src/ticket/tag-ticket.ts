import type { Tag } from './tag.js';
import { TicketError } from './ticket-error.js';
import type { TaggedCause, TicketEvent } from './ticket-event.js';
import type { Ticket } from './ticket.js';

export type TagChange = { tags: Tag[]; events: TicketEvent[] };

/**
 * The tags after some were put on and some taken off. What is so already is no change, so that a repeated request does no
 * harm; what is asked for both ways is put on. @throws TicketError ticket.closed
 */
export function tagTicket(
  ticket: Pick<Ticket, 'number' | 'status'>,
  tags: readonly Tag[],
  { add = [], remove = [], cause }: { add?: readonly Tag[]; remove?: readonly string[]; cause: TaggedCause },
): TagChange {
  const has = (list: readonly Tag[], id: string): boolean => list.some((tag) => tag.id === id);
  const added = add.filter(({ id }, index) => !has(tags, id) && !has(add.slice(0, index), id));
  const removed = tags.filter(({ id }) => remove.includes(id) && !has(add, id));
  if (added.length + removed.length === 0) return { tags: [...tags], events: [] };
  if (ticket.status === 'closed') throw new TicketError('ticket.closed', { number: ticket.number });
  return {
    tags: [...tags.filter(({ id }) => !has(removed, id)), ...added],
    events: [{ type: 'ticket.tagged', payload: { added, removed, cause } }],
  };
}
