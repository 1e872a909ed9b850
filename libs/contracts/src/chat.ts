import { z } from 'zod';
import { id, instant, visibleName } from './primitives.js';
import { languages } from './organisation.js';

/** What a visitor may write at once, in characters. */
export const mostChatTextLength = 8_000;
export const mostChatFiles = 5;

/** Where the visitor is: the page that the widget stands in, as it says of itself. */
const page = z.strictObject({ url: z.string().max(2_000), title: z.string().max(300) });
export type ChatPage = z.infer<typeof page>;

/** The newest message that a visitor's screen shows: what comes after it is sent again after a disconnect. */
const place = z.strictObject({ conversationId: id, seq: z.number().int().min(0) });

/**
 * Frames of the visitors' socket at /api/chat. The first is `hello`; every other one follows `welcome`. A `message` is
 * answered by `taken` once it is committed, or by `refused`; the same `id` again is answered by the same `taken`.
 * Unknown types and fields close the socket (1008).
 */
export const visitorFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    /** The widget's public key. */
    key: z.string().max(100),
    /** Of an earlier `welcome`; null: a new visitor. */
    token: z.string().max(200).nullable(),
    /** A JWT by which the page's server says who is signed in; null: nobody. */
    identity: z.string().max(4_000).nullable().default(null),
    locale: z.string().max(35),
    page: page.nullable(),
    after: place.nullable(),
  }),
  z.strictObject({
    type: z.literal('message'),
    /** Made by the visitor's browser. */
    id,
    text: z.string().trim().max(mostChatTextLength),
    fileIds: z.array(id).max(mostChatFiles).default([]),
  }),
  /** Never stored; ends by itself after some seconds. */
  z.strictObject({ type: z.literal('typing'), on: z.boolean() }),
  /** Everything up to `seq` has come; `read`: and was on the screen. */
  z.strictObject({ type: z.literal('seen'), ...place.shape, read: z.boolean() }),
  z.strictObject({ type: z.literal('page'), page }),
  /** Who the visitor says to be: shown, and where an answer can reach them; it proves nothing. */
  z.strictObject({
    type: z.literal('details'),
    name: z.string().trim().max(120).optional(),
    email: z.email().max(254).optional(),
  }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({
    type: z.literal('rate'),
    conversationId: id,
    score: z.number().int().min(1).max(5),
    text: z.string().trim().max(2_000).default(''),
  }),
]);
export type VisitorFrame = z.infer<typeof visitorFrame>;

export const chatFile = z
  .object({
    id,
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.number().int(),
    url: z.string(),
  })
  .meta({ id: 'ChatFile' });
export type ChatFile = z.infer<typeof chatFile>;

export const chatMessage = z.object({
  id,
  /** Grows along a conversation, with gaps: notes of the team are numbered too. */
  seq: z.number().int(),
  from: z.enum(['visitor', 'agent', 'system']),
  /** Of the agent; empty for the others. */
  name: z.string(),
  text: z.string(),
  files: z.array(chatFile),
  at: instant,
});
export type ChatMessage = z.infer<typeof chatMessage>;

export const chatConversation = z.object({
  id,
  state: z.enum(['waiting', 'served', 'ended']),
  /** Who serves it. */
  agentName: z.string().nullable(),
  /** How many conversations of the queue are to be taken before this one, and this one; null: it does not wait. */
  position: z.number().int().nullable(),
  /** The newest message that the agent has seen. */
  agentReadSeq: z.number().int(),
  rating: z.number().int().nullable(),
});
export type ChatConversation = z.infer<typeof chatConversation>;

export const chatRefusals = [
  'chat.unknown_widget',
  'chat.foreign_origin',
  'chat.empty_message',
  'chat.unknown_file',
  'chat.too_fast',
  'chat.no_conversation',
  'chat.unavailable',
  'chat.identity_expired',
  'chat.identity_invalid',
] as const;
export type ChatRefusal = (typeof chatRefusals)[number];

export const chatServerFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    /** Keep it for the next `hello`. */
    token: z.string(),
    conversation: chatConversation.nullable(),
    /** Of the conversation: those after `after`, or all that fit; `complete`: the screen must forget what it had. */
    messages: z.array(chatMessage),
    complete: z.boolean(),
    /** Of this visitor, as given by `details`. */
    details: z.object({ name: z.string(), email: z.string().nullable() }),
  }),
  z.object({ type: z.literal('taken'), id, conversationId: id, seq: z.number().int(), at: instant }),
  /** `id`: of the message; null: of the frame before. */
  z.object({
    type: z.literal('refused'),
    id: id.nullable(),
    code: z.enum(chatRefusals),
    retryAfterSeconds: z.number().nullable(),
  }),
  z.object({ type: z.literal('messages'), conversationId: id, messages: z.array(chatMessage) }),
  z.object({ type: z.literal('conversation'), conversation: chatConversation }),
  z.object({ type: z.literal('typing'), name: z.string(), on: z.boolean() }),
  /** The team has read up to here. */
  z.object({ type: z.literal('seen'), conversationId: id, seq: z.number().int() }),
]);
export type ChatServerFrame = z.infer<typeof chatServerFrame>;

/** Close codes of our own (RFC 6455 section 7.4.2). 1008: a frame that nobody knows; 1012: come back with jitter. */
export const chatCloseCodes = { refused: 4400, identity: 4401, tooFast: 4429, tooSlow: 4408 } as const;

/** What a widget needs before it connects. Public. */
export const publicWidget = z
  .object({
    name: z.string(),
    language: z.enum(languages),
    greetings: z.partialRecord(z.enum(languages), z.string()),
    /** `#rrggbb` */
    accent: z.string(),
    position: z.enum(['start', 'end']),
    /** Whether anybody is to be expected now, and when next. */
    isOpen: z.boolean(),
    opensAt: instant.nullable(),
    mostFileBytes: z.number().int(),
  })
  .meta({ id: 'PublicWidget' });
export type PublicWidget = z.infer<typeof publicWidget>;

export const identityMethods = ['none', 'HS256', 'EdDSA'] as const;
export type IdentityMethod = (typeof identityMethods)[number];

const hexColour = z.string().regex(/^#[0-9a-f]{6}$/i);
/** An origin as a browser writes it: `https://shop.example`, with a port where it is not the scheme's own. */
const origin = z.string().regex(/^https?:\/\/[^/\s?#@]+$/i);

export const saveWidget = z
  .object({
    name: visibleName(),
    queueId: id,
    language: z.enum(languages),
    /** Pages of these origins may hold the widget; empty: of any. */
    origins: z.array(origin).max(50),
    greetings: z.partialRecord(z.enum(languages), z.string().trim().max(500)),
    accent: hexColour,
    position: z.enum(['start', 'end']),
    /** How a page's server proves who is signed in: JWT (RFC 7519). */
    identityMethod: z.enum(identityMethods).default('none'),
    /** The shared secret (HS256) or the public key in PEM (EdDSA). It never comes out; leave it out to keep it. */
    identityKey: z.string().trim().min(1).max(2_000).optional(),
    /** The mailbox from which answers are sent to visitors who have left; null: none are. */
    mailInboxId: id.nullable(),
    enabled: z.boolean(),
  })
  .meta({ id: 'SaveWidget' });
export type SaveWidget = z.input<typeof saveWidget>;

export const widget = saveWidget
  .omit({ identityKey: true })
  .extend({
    id,
    key: z.string(),
    identityMethod: z.enum(identityMethods),
    hasIdentityKey: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Widget' });
export type Widget = z.infer<typeof widget>;

/** What agents see of the visitor behind a chat ticket; of its newest visit. */
export const ticketChat = z
  .object({
    startedAt: instant,
    endedAt: instant.nullable(),
    page: page.nullable(),
    /** BCP 47, of the visitor's browser. */
    locale: z.string(),
    userAgent: z.string(),
    /** As the visitor said, which is checked by nobody; `proven`: as the page's own server said of them. */
    said: z.object({ name: z.string().nullable(), email: z.string().nullable(), proven: z.boolean() }),
    /** Up to which message the visitor's screen has got, and shown, the conversation. */
    deliveredSeq: z.number().int(),
    readSeq: z.number().int(),
    rating: z.object({ score: z.number().int(), text: z.string() }).nullable(),
  })
  .meta({ id: 'TicketChat' });
export type TicketChat = z.infer<typeof ticketChat>;
