import type { BusinessHours, Language } from '@diwan/contracts';
import type { ChannelKind } from '@diwan/tickets';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

type StoredServer = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  auth: 'password' | 'xoauth2' | 'none';
  /** Whether a secret of it is sealed in `secrets`; with `xoauth2` there is none, but the inbox's grant. */
  hasSecret?: boolean;
};

export type InboxSettings = {
  imap: (StoredServer & { folder: string }) | null;
  smtp: StoredServer | null;
  /** Its secrets are in `oauth_grants`. Absent in inboxes saved before there were grants. */
  grant?: { tokenEndpoint: string; clientId: string; scope: string; hasClientSecret: boolean } | null;
  authservId: string;
};

/** What its receiver last said of it; written by the worker. */
export type InboxHealth = {
  state?: 'ok' | 'connecting' | 'failing';
  lastSuccessAt?: string;
  backlog?: number;
  error?: { code: string; detail: string; since: string } | null;
};

/** One configured address of a channel. */
export type StoredInbox = {
  id: string;
  channel: ChannelKind;
  name: string;
  address: string;
  senderName: string;
  queueId: string;
  language: Language;
  acceptsSmtp: boolean;
  settings: InboxSettings;
  /** Sealed; see secret-box.ts. */
  secrets: Buffer | null;
  enabled: boolean;
  businessHours: BusinessHours | null;
  answersOutOfHours: boolean;
  health: InboxHealth;
  version: number;
  createdAt: Date;
};

/** With what its deliveries last said of it. */
export type ListedInbox = StoredInbox & {
  /** Times as PostgreSQL writes them into JSON. */
  sending: {
    lastSuccessAt: string | null;
    failingSince: string | null;
    code: string | null;
    detail: string | null;
  } | null;
  /** Messages that are due to be sent or wait for another attempt. */
  queued: number;
};

const columns = {
  id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'inboxes_pkey' },
  channel: { type: 'text' },
  name: { type: 'text' },
  address: { type: 'text' },
  senderName: { type: 'text' },
  queueId: { type: 'uuid' },
  language: { type: 'text' },
  acceptsSmtp: { type: 'boolean', default: false },
  settings: { type: 'jsonb', default: {} },
  secrets: { type: 'bytea', nullable: true },
  enabled: { type: 'boolean', default: true },
  businessHours: { type: 'jsonb', nullable: true },
  answersOutOfHours: { type: 'boolean', default: false },
  health: { type: 'jsonb', default: {} },
  version: { type: 'integer', default: 1 },
  createdAt: { type: 'timestamptz' },
} satisfies Record<keyof StoredInbox, EntitySchemaColumnOptions>;

export const InboxSchema = new EntitySchema<StoredInbox>({
  name: 'Inbox',
  tableName: 'inboxes',
  columns,
  uniques: [{ name: 'inboxes_address_key', columns: ['channel', 'address'] }],
  foreignKeys: [
    { name: 'inboxes_queue_fkey', target: 'Queue', columnNames: ['queueId'], referencedColumnNames: ['id'] },
  ],
});
