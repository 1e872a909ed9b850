import { channelKinds } from '@diwan/tickets';
import { z } from 'zod';
import { emailAddress, id, instant, visibleName } from './primitives.js';
import { languages } from './organisation.js';
import { businessHours } from './sla.js';

export const securities = ['tls', 'starttls', 'none'] as const;

/**
 * Secrets go in and never come out: a response says only whether one is set. Leave it out to keep the one there is. With
 * `xoauth2` a server has none: it is signed in to by the inbox's grant.
 */
const serverInput = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65535),
  security: z.enum(securities),
  user: z.string().max(254),
  auth: z.enum(['password', 'xoauth2', 'none']),
  secret: z.string().max(4000).optional(),
});
export const imapInput = serverInput.extend({ folder: z.string().min(1).max(255).default('INBOX') });

/**
 * An OAuth grant (RFC 6749): what access tokens are fetched with, for every server of the inbox with auth `xoauth2`. The
 * secrets that were typed before stay while endpoint and client are the same.
 */
const grantInput = z.object({
  /** https. */
  tokenEndpoint: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(500),
  /** Empty for a public client. */
  clientSecret: z.string().max(4000).optional(),
  refreshToken: z.string().max(8000).optional(),
  /** Space-separated; empty: what was granted. */
  scope: z.string().trim().max(2000).default(''),
});

export const saveInbox = z
  .object({
    name: visibleName(),
    address: emailAddress,
    /** Shown to contacts as the sender. */
    senderName: z.string().trim().max(120),
    queueId: id,
    language: z.enum(languages),
    /** Also takes mail for this address from the local SMTP listener. */
    acceptsSmtp: z.boolean(),
    imap: imapInput.nullable(),
    smtp: serverInput.nullable(),
    grant: grantInput.nullable().default(null),
    /** The authserv-id whose Authentication-Results are believed; empty: none (RFC 8601 section 5). */
    authservId: z.string().max(253).default(''),
    enabled: z.boolean().default(true),
    /** Null: the organisation's. */
    businessHours: businessHours.nullable().default(null),
    /** Who writes while it is closed is told when it opens. */
    answersOutOfHours: z.boolean().default(false),
  })
  .meta({ id: 'SaveInbox' });
export type SaveInbox = z.input<typeof saveInbox>;
/** `version`: the one that was read. */
export const updateInbox = saveInbox.extend({ version: z.number().int() }).meta({ id: 'UpdateInbox' });
export type UpdateInbox = z.input<typeof updateInbox>;

const serverView = serverInput.omit({ secret: true }).extend({ hasSecret: z.boolean() });
const grantView = grantInput
  .omit({ clientSecret: true, refreshToken: true })
  .extend({ scope: z.string(), hasClientSecret: z.boolean() });

export const inboxHealth = z.object({
  state: z.enum(['ok', 'connecting', 'failing', 'disabled', 'unknown']),
  lastSuccessAt: instant.nullable(),
  backlog: z.number().int(),
  error: z.object({ code: z.string(), detail: z.string(), since: instant }).nullable(),
});

export const inbox = z
  .object({
    id,
    channel: z.enum(channelKinds),
    name: z.string(),
    address: z.string(),
    senderName: z.string(),
    queueId: id,
    language: z.enum(languages),
    acceptsSmtp: z.boolean(),
    imap: serverView.extend({ folder: z.string() }).nullable(),
    smtp: serverView.nullable(),
    grant: grantView.nullable(),
    authservId: z.string(),
    enabled: z.boolean(),
    businessHours: businessHours.nullable(),
    answersOutOfHours: z.boolean(),
    /** Of receiving; `backlog` counts mails in the mailbox. */
    health: inboxHealth,
    /** Of sending; `backlog` counts messages that wait to be sent. */
    sending: inboxHealth,
    version: z.number().int(),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof inbox>;

export const testInbox = z
  .object({
    inboxId: id.optional(),
    imap: imapInput.nullable(),
    smtp: serverInput.nullable(),
    grant: grantInput.nullable().default(null),
  })
  .meta({ id: 'TestInbox' });
export type TestInbox = z.input<typeof testInbox>;

export const connectionCheck = z
  .object({
    server: z.enum(['imap', 'smtp']),
    ok: z.boolean(),
    /** A ChannelError code, for example channel.authentication; null when ok. */
    code: z.string().nullable(),
    /** The server's own words. */
    detail: z.string(),
    /** What to do about it, for example check_password or choose_folder. */
    remedyCode: z.string().nullable(),
    /** The folders there are, when the one asked for is not among them. */
    folders: z.array(z.string()).optional(),
  })
  .meta({ id: 'ConnectionCheck' });
export const connectionChecks = z
  .object({
    checks: z.array(connectionCheck),
    /**
     * The test has used up the refresh token that was typed and the provider gave another: this one, sealed. Save it instead.
     */
    refreshToken: z.string().nullable(),
  })
  .meta({ id: 'ConnectionChecks' });
export type ConnectionChecks = z.infer<typeof connectionChecks>;
