import { channelKinds, ticketPriorities, ticketStatuses } from '@diwan/tickets';
import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from './primitives.js';
import { ticketPromise } from './sla.js';
import { tag } from './tag.js';

const person = z.object({ id, name: z.string() });

export const ticketContact = person.extend({ handle: z.string() });

/** One line of a list, and the head of an open ticket. */
export const ticketRow = z
  .object({
    id,
    number: z.number().int(),
    subject: z.string(),
    snippet: z.string(),
    status: z.enum(ticketStatuses),
    priority: z.enum(ticketPriorities),
    channel: z.enum(channelKinds),
    inboxId: id,
    queueId: id,
    assignee: person.nullable(),
    contact: ticketContact,
    createdAt: instant,
    lastActivityAt: instant,
    waitingSince: instant.nullable(),
    /** Null: no clock with a promise runs. */
    promise: ticketPromise.nullable(),
    escalationLevel: z.number().int(),
    /** By name. */
    tags: z.array(tag),
    lastSeq: z.number().int(),
    /** The signed-in agent has not seen the newest message. */
    unread: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'TicketRow' });
export type TicketRow = z.infer<typeof ticketRow>;

export const linkedTicket = z.object({ number: z.number().int(), subject: z.string() });

export const ticketDetails = ticketRow
  .extend({
    inbox: z.object({ id, name: z.string(), address: z.string() }),
    queue: z.object({ id, name: z.string() }),
    language: z.string().nullable(),
    followUpOf: linkedTicket.nullable(),
    /** The sender could not prove that it belongs there, so nothing of it was joined. */
    mayBelongTo: linkedTicket.nullable(),
    solvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    reopenCount: z.number().int(),
    /** Newest other tickets of the same contact. */
    otherTickets: z.array(ticketRow.pick({ number: true, subject: true, status: true, lastActivityAt: true })),
  })
  .meta({ id: 'TicketDetails' });
export type TicketDetails = z.infer<typeof ticketDetails>;

/** mine: mine and unsolved · unassigned: nobody's and unsolved · open: all unsolved · solved: solved and closed · all. */
export const ticketViews = ['mine', 'unassigned', 'open', 'solved', 'all'] as const;
export type TicketView = (typeof ticketViews)[number];

export const listTickets = pageQuery.extend({
  view: z.enum(ticketViews),
  queueId: id.optional(),
  inboxId: id.optional(),
  status: z.enum(ticketStatuses).optional(),
  priority: z.enum(ticketPriorities).optional(),
  tagId: id.optional(),
  /** newest: latest activity first · waiting: longest waiting first · due: soonest due first, only what is promised. */
  /** All but the first also leave out what has no place in them: `escalated` what nobody escalated, or is solved. */
  order: z.enum(['newest', 'waiting', 'due', 'escalated']).default('newest'),
});
export type ListTickets = z.infer<typeof listTickets>;

export const ticketPage = pageOf(ticketRow).meta({ id: 'TicketPage' });
export type TicketPage = z.infer<typeof ticketPage>;

export const searchTickets = pageQuery.extend({ q: z.string().trim().min(1).max(200) });

/** One hit: the ticket, and the message that matched with `[[` … `]]` around the words found. */
export const searchHit = z
  .object({ ticket: ticketRow, seq: z.number().int(), excerpt: z.string(), at: instant })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;
export const searchPage = pageOf(searchHit).meta({ id: 'SearchPage' });
export type SearchPage = z.infer<typeof searchPage>;

export const ticketCounts = z
  .object({
    mine: z.number().int(),
    unassigned: z.number().int(),
    open: z.number().int(),
    queues: z.array(z.object({ id, name: z.string(), open: z.number().int(), unassigned: z.number().int() })),
    /** Suspended and quarantined mail; null for who may not see it. */
    suspended: z.number().int().nullable(),
  })
  .meta({ id: 'TicketCounts' });
export type TicketCounts = z.infer<typeof ticketCounts>;

/** `version` is the one the screen shows; if the ticket has moved on, the answer is 409 with the current ticket. */
const change = z.object({ version: z.number().int() });
export const changeStatus = change.meta({ id: 'ChangeStatus' });
export const assignTicket = change.extend({ assigneeId: id.nullable() }).meta({ id: 'AssignTicket' });
export const changePriority = change.extend({ priority: z.enum(ticketPriorities) }).meta({ id: 'ChangePriority' });
export const escalateTicket = change
  .extend({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'EscalateTicket' });
export const markRead = z.object({ seq: z.number().int().min(0) }).meta({ id: 'MarkRead' });

export const ticketParams = z.object({ number: z.coerce.number().int().positive().max(2_000_000_000) });
