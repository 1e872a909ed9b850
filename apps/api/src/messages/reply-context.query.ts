import type { Address } from '@diwan/tickets';
import type { Tx } from '../database/database.js';

/** What an answer needs to know of the ticket's mail so far. */
export type ReplyContext = {
  inboxAddress: string;
  senderName: string;
  inboxLanguage: string;
  /** The newest message of the contact, to be answered. */
  lastInbound: { messageId: string | null; from: Address | null; subject: string } | null;
  /** Every message id of the ticket, oldest first. */
  messageIds: string[];
  threadIndex: string | null;
  contactAddress: string | null;
};

type InboxRow = { address: string; senderName: string; language: string; name: string };
type MailRow = {
  kind: string;
  messageId: string | null;
  from: Address | null;
  subject: string;
  automatic: boolean;
  isDoubtful: boolean;
};

async function findInbox(tx: Tx, id: string): Promise<InboxRow> {
  const [inbox] = await tx.query<InboxRow>(
    'select address, sender_name as "senderName", language, name from inboxes where id = $1',
    [id],
  );
  return inbox ?? { address: '', senderName: '', language: 'en', name: '' };
}

async function findThreadIndex(tx: Tx, ticket: { id: string; inboxId: string }): Promise<string | null> {
  const [index] = await tx.query<{ value: string }>(
    `select value from mail_ids where inbox_id = $1 and ticket_id = $2 and kind = 'thread_index' limit 1`,
    [ticket.inboxId, ticket.id],
  );
  return index ? index.value.slice('thread-index:'.length) : null;
}

async function findAddress(tx: Tx, contactId: string): Promise<string | null> {
  const [handle] = await tx.query<{ value: string }>(
    `select value from handles where contact_id = $1 and kind = 'email' order by id limit 1`,
    [contactId],
  );
  return handle?.value ?? null;
}

/** The newest that a person wrote; machines are not answered, and a sender who failed authentication only if nobody else wrote. */
function messageToAnswer(messages: readonly MailRow[]): MailRow | undefined {
  const written = messages.filter((each) => each.kind === 'inbound' && !each.automatic);
  return written.find((each) => !each.isDoubtful) ?? written[0];
}

export async function loadReplyContext(
  tx: Tx,
  ticket: { id: string; inboxId: string; contactId: string },
): Promise<ReplyContext> {
  const inbox = await findInbox(tx, ticket.inboxId);
  const messages = await tx.query<MailRow>(
    `select m.kind, m.message_id as "messageId", m.from_address as "from", m.subject,
       (m.automatic->>'is')::boolean as automatic, 'mail.authentication_failed' = any(m.warnings) as "isDoubtful"
     from messages m left join deliveries d on d.message_id = m.id
     where m.ticket_id = $1 and m.kind <> 'note' and d.state is distinct from 'cancelled' order by m.seq desc limit 100`,
    [ticket.id],
  );
  const last = messageToAnswer(messages);
  return {
    inboxAddress: inbox.address,
    senderName: inbox.senderName || inbox.name,
    inboxLanguage: inbox.language,
    lastInbound: last ? { messageId: last.messageId, from: last.from, subject: last.subject } : null,
    messageIds: messages.flatMap((each) => (each.messageId ? [each.messageId] : [])).reverse(),
    threadIndex: await findThreadIndex(tx, ticket),
    contactAddress: await findAddress(tx, ticket.contactId),
  };
}

type Uploads = { ids: readonly string[]; agentId: string; messageId: string; contentIds: readonly string[] };

/**
 * Files that the agent uploaded for this message; each can be used once and by its uploader only. Inline is what the text
 * refers to by its content id, and nothing but an image.
 */
export async function attachUploads(
  tx: Tx,
  { ids, agentId, messageId, contentIds }: Uploads,
): Promise<{ count: number; inlineCount: number; sizeBytes: number }> {
  const rows = await tx.query<{ sizeBytes: number; inline: boolean }>(
    `update attachments set message_id = $1, position = array_position($2::uuid[], id),
       inline = content_type like 'image/%' and coalesce(content_id = any($4::text[]), false)
     where id = any($2::uuid[]) and agent_id = $3 and message_id is null returning size_bytes::float8 as "sizeBytes", inline`,
    [messageId, ids, agentId, contentIds],
  );
  const inlineCount = rows.filter((row) => row.inline).length;
  return { count: rows.length, inlineCount, sizeBytes: rows.reduce((sum, row) => sum + row.sizeBytes, 0) };
}

export async function addOutboundThreading(
  tx: Tx,
  {
    inboxId,
    ticketId,
    messageId,
    wireId,
    recipients,
  }: {
    inboxId: string;
    ticketId: string;
    messageId: string;
    wireId: string;
    recipients: readonly string[];
  },
): Promise<void> {
  await tx.query(
    `insert into mail_ids (inbox_id, value, ticket_id, message_id, kind, created_at) values ($1, $2, $3, $4, 'own', now())
     on conflict do nothing`,
    [inboxId, wireId, ticketId, messageId],
  );
  await tx.query(
    'insert into ticket_participants (ticket_id, address) select $1, unnest($2::text[]) on conflict do nothing',
    [ticketId, recipients],
  );
}

/**
 * A reply that was taken back leaves no trace that a mail or a search could find: neither its id, nor its words, nor the
 * people whom no other message of the ticket names.
 */
export async function forgetMessageTraces(tx: Tx, ticketId: string, messageId: string): Promise<void> {
  await tx.query('delete from mail_ids where ticket_id = $1 and message_id = $2', [ticketId, messageId]);
  await tx.query('delete from search_documents where ticket_id = $1 and message_id = $2', [ticketId, messageId]);
  await tx.query(
    `delete from ticket_participants p where p.ticket_id = $1
       and p.address in (select a->>'address' from messages m, jsonb_array_elements(m.to_addresses || m.cc_addresses) a where m.id = $2)
       and not exists (
         select 1 from messages m left join deliveries d on d.message_id = m.id
         where m.ticket_id = $1 and m.id <> $2 and d.state is distinct from 'cancelled'
           and (m.from_address->>'address' = p.address
             or (m.to_addresses || m.cc_addresses) @> jsonb_build_array(jsonb_build_object('address', p.address))))`,
    [ticketId, messageId],
  );
}

export async function releaseUploads(tx: Tx, messageId: string, agentId: string): Promise<void> {
  await tx.query('update attachments set message_id = null, agent_id = $2, created_at = now() where message_id = $1', [
    messageId,
    agentId,
  ]);
}
