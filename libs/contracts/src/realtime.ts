import { z } from 'zod';

/**
 * Frames of the agents' socket at /api/realtime. It only announces; state is read over HTTP. After every (re)connect the
 * client subscribes again and reads what it shows once more.
 */
export const topic = z.union([
  /** Every ticket that the agent may see. */
  z.literal('tickets'),
  z.literal('inboxes'),
  /** Who is there and what they carry; for leads. */
  z.literal('presence'),
  z.literal('suspended_mail'),
  z.templateLiteral(['ticket:', z.number().int()]).refine((name) => /^ticket:[1-9]\d{0,9}$/.test(name)),
]);
export type Topic = z.infer<typeof topic>;

export const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topics: z.array(topic).max(50) }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(topic).max(50) }),
  /** The agent writes to the visitor of a chat; never stored, and ends by itself after some seconds. */
  z.object({ type: z.literal('typing'), ticket: z.number().int(), on: z.boolean() }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

export const serverFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), sessionId: z.string() }),
  z.object({ type: z.literal('subscribed'), topics: z.array(z.string()) }),
  /** A topic that does not exist or may not be seen: the two are not told apart. */
  z.object({ type: z.literal('refused'), topics: z.array(z.string()) }),
  z.object({
    type: z.literal('tickets_changed'),
    tickets: z.array(
      z.object({
        number: z.number().int(),
        lastSeq: z.number().int(),
        version: z.number().int(),
        what: z.array(z.string()),
      }),
    ),
  }),
  /** Many tickets moved at once: one frame for all of them; lists and open tickets are read again. */
  z.object({ type: z.literal('tickets_moved'), moveId: z.string(), count: z.number().int() }),
  /** Somebody came, went, or was offered something: what shows presence or offers is read again. */
  z.object({ type: z.literal('presence_changed') }),
  z.object({ type: z.literal('offers_changed') }),
  /** The visitor of a chat writes. Told to who watches the ticket. */
  z.object({ type: z.literal('visitor_typing'), number: z.number().int(), on: z.boolean() }),
  /** Up to which message the visitor's screen has got, and shown, the conversation. */
  z.object({
    type: z.literal('visitor_seen'),
    number: z.number().int(),
    deliveredSeq: z.number().int(),
    readSeq: z.number().int(),
  }),
  /** The agent of this socket was told something; nobody else hears of it. */
  z.object({ type: z.literal('notices_changed') }),
  /** Tags were renamed, merged or deleted: whatever shows tags is read again. */
  z.object({ type: z.literal('tags_changed') }),
  z.object({ type: z.literal('inboxes_changed') }),
  z.object({ type: z.literal('suspended_mail_changed') }),
]);
export type ServerFrame = z.infer<typeof serverFrame>;

/** Close codes of our own (RFC 6455 section 7.4.2). 1012 means the server restarts: come back with jitter. */
export const socketCloseCodes = { unauthenticated: 4401, sessionEnded: 4403, tooSlow: 4408 } as const;
