import { actorId, type Message } from '@diwan/tickets';
import type { Tx } from '../database/database.js';
import { jsonRows } from '../database/json-rows.js';

/** Writes messages whose `seq` was given out under the lock of their ticket. */
export async function insertMessages(tx: Tx, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    ...message,
    // Null where nothing is quoted: most texts would be sent and stored twice.
    replyText: message.replyText === message.text ? null : message.replyText,
    authorKind: message.author.kind,
    authorId: actorId(message.author),
  }));
  await tx.query(
    `insert into messages (id, ticket_id, seq, kind, channel, author_kind, author_id, author_name, from_address, to_addresses,
       cc_addresses, subject, text, reply_text, html, message_id, automatic, sent_at, created_at, warnings)
     select id, "ticketId", seq, kind, channel, "authorKind", "authorId", "authorName", nullif("from", 'null'), "to", cc,
       subject, text, "replyText", html, "messageId", automatic, "sentAt", "createdAt", warnings
     from jsonb_to_recordset($1::jsonb) as row (id uuid, "ticketId" uuid, seq integer, kind text, channel text,
       "authorKind" text, "authorId" uuid, "authorName" text, "from" jsonb, "to" jsonb, cc jsonb, subject text, text text,
       "replyText" text, html text, "messageId" text, automatic jsonb, "sentAt" timestamptz, "createdAt" timestamptz,
       warnings text[])`,
    [jsonRows(rows)],
  );
}
