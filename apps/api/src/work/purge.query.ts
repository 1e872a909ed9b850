// What nobody needs any more goes by itself, in batches of 1,000, so that no transaction is long and no table is held.
import { system } from '@diwan/tickets';
import type { Database, Queryable } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { forgetOldKeys } from '../http/idempotency.js';

const batchSize = 1_000;
/** A turn ends after this many batches of one kind; the rest waits for the next turn. */
const mostBatches = 100;

/** One batch; how many rows it took. */
type Batch = (database: Database) => Promise<number>;

/**
 * One turn of the purge, ended between two batches by `isStopped`. Safe to repeat, and in several processes at once: rows
 * another one works on are passed over.
 * The bytes of files stay in the blob store (docs/operations.md).
 */
export async function purge(database: Database, isStopped: () => boolean = () => false): Promise<void> {
  for (const batch of batches) {
    for (let count = 0; count < mostBatches && !isStopped(); count++) if ((await batch(database)) < batchSize) break;
  }
  await forgetOldKeys(database);
}

const batches: readonly Batch[] = [
  giveUpHeldMail,
  dropDiscardedBytes,
  // Uploaded for a reply that was never sent.
  deleting('attachments', 'id', `message_id is null and created_at < now() - interval '2 days'`),
  // A session lives at most 7 days; one that was ended can never be used again.
  deleting('sessions', 'id', `revoked_at is not null or created_at < now() - interval '30 days'`),
  deleting('invitations', 'token_hash', 'expires_at < now()'),
  deleting('notices', 'id', `read_at < now() - interval '30 days'`),
  deleting('sign_in_attempts', 'id', `at < now() - interval '1 day'`),
];

/** Held mail that nobody has looked at for 90 days: discarded as an admin would, cause kept, without its raw bytes. */
function giveUpHeldMail(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `with old as (
         select id from mail_receipts
         where outcome in ('suspended', 'quarantined') and received_at < now() - interval '90 days'
         order by received_at limit ${batchSize} for update skip locked)
       update mail_receipts r set outcome = 'discarded', raw = null from old where r.id = old.id returning r.id`,
    );
    const payload = { receiptIds: rows.map(({ id }) => id) };
    if (rows.length > 0) await recordEvent(tx, { type: 'mail.discarded', payload }, { actor: system });
    return rows.length;
  });
}

/** What an admin discarded keeps its row: the ledger knows every mail that ever came (promise P1). */
async function dropDiscardedBytes(database: Queryable): Promise<number> {
  const rows = await database.query(
    `with old as (
       select id from mail_receipts
       where outcome = 'discarded' and raw is not null and received_at < now() - interval '90 days'
       limit ${batchSize} for update skip locked)
     update mail_receipts r set raw = null from old where r.id = old.id returning r.id`,
  );
  return rows.length;
}

function deleting(table: string, key: string, condition: string): Batch {
  return async (database) => {
    const rows = await database.query(
      `with old as (select ${key} from ${table} where ${condition} limit ${batchSize} for update skip locked)
       delete from ${table} t using old where t.${key} = old.${key} returning t.${key}`,
    );
    return rows.length;
  };
}
