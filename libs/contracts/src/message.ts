import { actorKinds, channelKinds, messageKinds } from '@diwan/tickets';
import { z } from 'zod';
import { address, cursor, emailAddress, id, instant } from './primitives.js';

export const attachment = z
  .object({
    id,
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.number().int(),
    /** Shown inside `html` rather than below it. */
    inline: z.boolean(),
    /** `<img src="cid:…">` in the HTML of a reply or a note shows the file there. */
    contentId: z.string().nullable(),
    /** Signed and short-lived; always served as a download. */
    url: z.string(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof attachment>;

/** scheduled: can still be taken back · uncertain: may have arrived, the other side never said (RFC 5321 section 4.2.5). */
export const deliveryStates = [
  'scheduled',
  'queued',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
  'bounced',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const delivery = z
  .object({
    state: z.enum(deliveryStates),
    /** When a scheduled one leaves, or a failing one is tried again. */
    nextAttemptAt: instant.nullable(),
    attempts: z.number().int(),
    error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'Delivery' });

export const message = z
  .object({
    id,
    seq: z.number().int(),
    kind: z.enum(messageKinds),
    channel: z.enum(channelKinds),
    author: z.object({ kind: z.enum(actorKinds), id: id.nullable(), name: z.string() }),
    from: address.nullable(),
    to: z.array(address),
    cc: z.array(address),
    subject: z.string(),
    /** The new part only; the quote is `text` minus this. */
    replyText: z.string(),
    text: z.string(),
    /** Sanitised once already; the browser sanitises again and shows it in a sandboxed frame. `cid:` already points at files. */
    html: z.string().nullable(),
    /** Images elsewhere were left out of `html` (data-remote-src); asked for, they come through `remote-images`. */
    hasRemoteImages: z.boolean(),
    automatic: z.boolean(),
    sentAt: instant.nullable(),
    createdAt: instant,
    attachments: z.array(attachment),
    delivery: delivery.nullable(),
    /** Codes, for example 'mail.reply_to_differs', 'mail.authentication_failed', 'mail.charset_guessed'. */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;

/** Something that happened; `type` and `params` are translated by the client, for example ticket.assigned { to: {name} }. */
export const ticketEvent = z
  .object({
    id: z.string(),
    type: z.string(),
    actor: z.object({ kind: z.enum(actorKinds), name: z.string().nullable() }),
    params: z.record(z.string(), z.unknown()),
    at: instant,
  })
  .meta({ id: 'TicketEvent' });
export type TicketEvent = z.infer<typeof ticketEvent>;

export const timelineItem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), at: instant, message }),
  z.object({ type: z.literal('event'), at: instant, event: ticketEvent }),
]);
export type TimelineItem = z.infer<typeof timelineItem>;

/** Oldest first within a page; `previousCursor` leads to what came before. */
export const timelinePage = z
  .object({ items: z.array(timelineItem), previousCursor: cursor.nullable() })
  .meta({ id: 'TimelinePage' });
export type TimelinePage = z.infer<typeof timelinePage>;
export const listTimeline = z.object({
  /** A `seq`, as the last page's `previousCursor` said. */
  before: cursor.regex(/^\d{1,9}$/).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const body = {
  html: z.string().max(500_000),
  attachmentIds: z.array(id).max(50).default([]),
};

export const writeReply = z
  .object({
    ...body,
    to: z.array(emailAddress).max(50).optional(),
    cc: z.array(emailAddress).max(50).default([]),
    /** The newest `seq` on the agent's screen: if somebody wrote meanwhile, 409 `ticket.newer_messages`. */
    lastSeq: z.number().int().min(0),
    sendAnyway: z.boolean().default(false),
    /** Also solve the ticket. */
    solve: z.boolean().default(false),
  })
  .meta({ id: 'WriteReply' });
export type WriteReply = z.input<typeof writeReply>;

export const writeNote = z.object(body).meta({ id: 'WriteNote' });
export type WriteNote = z.input<typeof writeNote>;

/** Signed and short-lived links to the images that a message left outside, by the address in its `data-remote-src`. */
export const remoteImages = z
  .object({ images: z.array(z.object({ address: z.string(), url: z.string() })) })
  .meta({ id: 'RemoteImages' });
export type RemoteImages = z.infer<typeof remoteImages>;

/** What was taken back, to go on writing. */
export const cancelledReply = z
  .object({ html: z.string(), to: z.array(address), cc: z.array(address), attachments: z.array(attachment) })
  .meta({ id: 'CancelledReply' });
export type CancelledReply = z.infer<typeof cancelledReply>;

/** "Why did it go here": the rules in the order they were tried and what each found. */
export const explanation = z
  .object({
    outcome: z.string(),
    /** Codes with params, in order; the last one decided. */
    steps: z.array(z.object({ rule: z.string(), matched: z.boolean(), params: z.record(z.string(), z.unknown()) })),
    receivedAt: instant.nullable(),
    source: z.string().nullable(),
    receiptId: id.nullable(),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof explanation>;
