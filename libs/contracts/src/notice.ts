import { slaTargets } from '@diwan/tickets';
import { z } from 'zod';
import { id, instant, pageOf } from './primitives.js';

const target = z.enum(slaTargets);

/** What a notice says; the sentence is made in the reader's language. */
export const noticeAbout = z.discriminatedUnion('kind', [
  /** A step before the due time, and one at it or after. */
  z.object({ kind: z.literal('due_soon'), target }),
  z.object({ kind: z.literal('overdue'), target }),
  z.object({ kind: z.literal('escalated'), by: z.object({ name: z.string() }), reason: z.string() }),
]);
export type NoticeAbout = z.infer<typeof noticeAbout>;

/** Something that one agent is told of a ticket. */
export const notice = z
  .object({
    id,
    ticket: z.object({ number: z.number().int(), subject: z.string() }),
    about: noticeAbout,
    createdAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;

/** Newest first, with the number of unread ones among all. */
export const noticePage = pageOf(notice).extend({ unread: z.number().int() }).meta({ id: 'NoticePage' });
export type NoticePage = z.infer<typeof noticePage>;

/** `until`: when the newest one was made that the reader saw; a later one stays unread. */
export const readNotices = z.object({ until: instant }).meta({ id: 'ReadNotices' });
export type ReadNotices = z.infer<typeof readNotices>;
