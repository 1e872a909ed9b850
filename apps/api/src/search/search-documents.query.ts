import type { Queryable, Tx } from '../database/database.js';
import { jsonRows } from '../database/json-rows.js';

/** The folded words of one message. Append-only, except that a reply which is taken back removes its own. */
export type SearchDocument = { messageId: string; ticketId: string; seq: number; createdAt: Date; words: string[] };

export async function insertSearchDocuments(tx: Tx, documents: readonly SearchDocument[]): Promise<void> {
  if (documents.length === 0) return;
  await tx.query(
    `insert into search_documents (message_id, ticket_id, seq, created_at, words)
     select "messageId", "ticketId", seq, "createdAt", array_to_tsvector(words)
     from jsonb_to_recordset($1::jsonb)
       as row ("messageId" uuid, "ticketId" uuid, seq integer, "createdAt" timestamptz, words text[])`,
    [jsonRows(documents)],
  );
}

/** Makes the partitions of this quarter and the next two. Called at every start of a worker; safe to repeat. */
export async function ensureSearchPartitions(database: Queryable, now: Date): Promise<void> {
  for (let ahead = 0; ahead < 3; ahead++) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 + ahead * 3, 1));
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 3, 1));
    const name = `search_documents_${from.getUTCFullYear()}q${Math.floor(from.getUTCMonth() / 3) + 1}`;
    await database.query(
      `create table if not exists ${name} partition of search_documents
       for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
    );
  }
}
