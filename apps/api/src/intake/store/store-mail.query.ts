import type { MailboxCursor, RawMail } from '@diwan/channels';
import { contentHash } from '@diwan/channels';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../../database/database.js';
import { storableText } from '../../database/json-rows.js';

export type MailSource = 'imap' | 'smtp' | 'import';
export type ReceivedMail = { inboxId: string; source: MailSource; mail: RawMail };
export type StoredMail = { receiptId: string; duplicate: boolean };

/**
 * Stage 1: raw bytes and dedupe keys, without a look inside (promise P3). Every mail leaves exactly one row, a duplicate a
 * row without bytes. In one statement per mail: mails differ too much in size to gain from one large statement.
 */
export async function storeMail(tx: Tx, received: readonly ReceivedMail[]): Promise<StoredMail[]> {
  const stored: StoredMail[] = [];
  for (const each of received) stored.push(await storeOne(tx, each));
  tx.announce();
  return stored;
}

async function storeOne(tx: Tx, received: ReceivedMail): Promise<StoredMail> {
  const receiptId = uuidv7();
  const { bytes, truncated } = received.mail;
  const [row] = await tx.query<{ id: string }>(
    `insert into mail_receipts (id, inbox_id, source, content_hash, envelope_from, envelope_to, folder, uid_validity, uid,
       size_bytes, truncated, raw)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict do nothing returning id`,
    [receiptId, ...keysOf(received), truncated, bytes],
  );
  if (row) return { receiptId, duplicate: false };
  await storeDuplicate(tx, receiptId, received);
  return { receiptId, duplicate: true };
}

/** The same mail again, or the same place of the same mailbox again; the second leaves no row at all. */
async function storeDuplicate(tx: Tx, receiptId: string, received: ReceivedMail): Promise<void> {
  await tx.query(
    `insert into mail_receipts (id, inbox_id, source, content_hash, envelope_from, envelope_to, folder, uid_validity, uid,
       size_bytes, outcome, duplicate_of, understood_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'duplicate',
       (select id from mail_receipts where inbox_id = $2 and content_hash = $4 and outcome is distinct from 'duplicate'), now())
     on conflict do nothing`,
    [receiptId, ...keysOf(received)],
  );
}

/** The columns that both kinds of rows have, `inbox_id` to `size_bytes`. */
function keysOf({ inboxId, source, mail: { bytes, envelope, position } }: ReceivedMail): unknown[] {
  return [
    inboxId,
    source,
    contentHash(bytes),
    envelope.from === null ? null : storableText(envelope.from),
    envelope.to.map(storableText),
    position?.folder ?? null,
    position?.uidValidity ?? null,
    position?.uid ?? null,
    bytes.length,
  ];
}

/** Moves the cursor in the same transaction that stored what lies before it (promise P2). */
export async function saveCursor(tx: Tx, inboxId: string, cursor: MailboxCursor): Promise<void> {
  await tx.query(
    `insert into mailbox_cursors (inbox_id, folder, uid_validity, last_uid) values ($1, $2, $3, $4)
     on conflict (inbox_id, folder) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`,
    [inboxId, cursor.folder, cursor.uidValidity, cursor.lastUid],
  );
}

export async function loadCursor(
  tx: Pick<Tx, 'query'>,
  inboxId: string,
  folder: string,
): Promise<MailboxCursor | null> {
  const [row] = await tx.query<{ uidValidity: string; lastUid: string }>(
    'select uid_validity as "uidValidity", last_uid as "lastUid" from mailbox_cursors where inbox_id = $1 and folder = $2',
    [inboxId, folder],
  );
  return row ? { folder, uidValidity: row.uidValidity, lastUid: Number(row.lastUid) } : null;
}
