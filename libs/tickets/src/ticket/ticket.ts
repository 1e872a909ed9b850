import type { ChannelKind } from '../message/channel-kind.js';

export const ticketStatuses = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** The statuses in which somebody still has to do something. Lists, counts and partial indexes are about these. */
export const unsolvedStatuses = ['new', 'open', 'pending', 'on_hold'] as const satisfies readonly TicketStatus[];

export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

/**
 * What a ticket is: written when it is opened and hardly ever after. Kept apart from its standing so that moving ten
 * thousand tickets rewrites ten thousand narrow rows (see docs/decisions/0003-narrow-standing-row.md).
 */
export type TicketIdentity = {
  id: string;
  /** Short number that people say aloud; unique, ascending, never reused. */
  number: number;
  channel: ChannelKind;
  inboxId: string;
  contactId: string;
  subject: string;
  /** BCP 47 language of the contact's first message as far as it could be told, else null. */
  language: string | null;
  createdAt: Date;
  /** The closed or solved ticket that this one continues. */
  followUpOfId: string | null;
  /** A ticket that this one may belong to although its sender could not prove it. */
  mayBelongToId: string | null;
};

/** Where a ticket stands: everything that changes while it is worked on. */
export type TicketStanding = {
  status: TicketStatus;
  priority: TicketPriority;
  queueId: string;
  assigneeId: string | null;
  /** `seq` of the newest message; messages are numbered 1, 2, 3 … without gaps. */
  lastSeq: number;
  /** Beginning of the newest public message, for lists. */
  snippet: string;
  lastActivityAt: Date;
  /** Since when the contact waits for us; null while we wait for them. */
  waitingSince: Date | null;
  snoozedUntil: Date | null;
  solvedAt: Date | null;
  closedAt: Date | null;
  reopenCount: number;
  /** How often it was escalated in so far as that raised the level; shown, and nothing else depends on it. */
  escalationLevel: number;
  /** Grows by one with every change of the standing; a stale one is refused (optimistic concurrency). */
  version: number;
};

export type Ticket = TicketIdentity & TicketStanding;
