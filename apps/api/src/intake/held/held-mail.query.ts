import type { SuspendedMail } from '@diwan/contracts';
import type { Queryable, Tx } from '../../database/database.js';
import type { Keyset } from '../../http/keyset.js';
import { Parameters } from '../../database/parameters.js';

/** Suspended and quarantined mail: everything that was taken in and became no message. */
export type HeldMailRow = Omit<SuspendedMail, 'receivedAt' | 'inbox'> & {
  receivedAt: Date;
  inboxId: string;
  inboxName: string;
};

export async function countHeldMail(database: Queryable): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from mail_receipts where outcome in ('suspended', 'quarantined') limit 1000) held`,
  );
  return row?.n ?? 0;
}

// A cursor holds milliseconds: what is ordered by more would hide the rest of the same one.
const receivedAt = `date_trunc('milliseconds', r.received_at)`;

type HeldFilter = { outcome?: string | undefined; cause?: string | undefined; limit: number; after: Keyset | null };

export function listHeldMail(database: Queryable, filter: HeldFilter): Promise<HeldMailRow[]> {
  const parameters = new Parameters();
  const conditions = [`r.outcome in ('suspended', 'quarantined')`];
  if (filter.outcome) conditions.push(`r.outcome = ${parameters.add(filter.outcome)}`);
  if (filter.cause) conditions.push(`r.cause = ${parameters.add(filter.cause)}`);
  if (filter.after) {
    const place = `(${parameters.add(filter.after.key)}::timestamptz, ${parameters.add(filter.after.id)}::uuid)`;
    conditions.push(`(${receivedAt}, r.id) < ${place}`);
  }
  return database.query<HeldMailRow>(
    `select r.id, r.inbox_id as "inboxId", i.name as "inboxName", r.outcome, coalesce(r.cause, '') as cause,
       coalesce(r.detail, '') as detail, r.from_address as "from", r.subject, r.size_bytes::float8 as "sizeBytes", r.source,
       ${receivedAt} as "receivedAt", r.attempts
     from mail_receipts r join inboxes i on i.id = r.inbox_id
     where ${conditions.join(' and ')} order by ${receivedAt} desc, r.id desc limit ${parameters.add(filter.limit + 1)}`,
    parameters.values,
  );
}

export async function findRawMail(database: Queryable, receiptId: string): Promise<Buffer | null> {
  const [row] = await database.query<{ raw: Buffer | null }>('select raw from mail_receipts where id = $1', [
    receiptId,
  ]);
  return row?.raw ?? null;
}

type ReplaySelection = { ids?: readonly string[] | undefined; cause?: string | undefined; force: boolean };

/** Puts held mail back in front of stage 2, as if it had just come in. Answers the ids that were. */
export async function replayHeldMail(tx: Tx, { ids, cause, force }: ReplaySelection): Promise<string[]> {
  const parameters = new Parameters();
  const conditions = [`outcome in ('suspended', 'quarantined')`, 'raw is not null'];
  if (ids) conditions.push(`id = any(${parameters.add(ids)}::uuid[])`);
  if (cause) conditions.push(`cause = ${parameters.add(cause)}`);
  const rows = await tx.query<{ id: string }>(
    `update mail_receipts set outcome = null, cause = null, detail = null, attempts = 0, force = ${parameters.add(force)},
       next_attempt_at = now(), claimed_by = null, claimed_until = null, understood_at = null
     where ${conditions.join(' and ')} returning id`,
    parameters.values,
  );
  tx.announce();
  return rows.map((row) => row.id);
}

/** An admin's decision that nobody needs it: the row stays in the ledger, out of the list. */
export async function discardHeldMail(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update mail_receipts set outcome = 'discarded' where id = any($1) and outcome in ('suspended', 'quarantined') returning id`,
    [ids],
  );
  return rows.map((row) => row.id);
}
