import type { Queryable } from '../../database/database.js';

/** A stored mail taken by this process for understanding. */
export type ClaimedMail = {
  id: string;
  inboxId: string;
  inboxAddress: string;
  inboxLanguage: string;
  queueId: string;
  authservId: string;
  envelopeFrom: string | null;
  envelopeTo: string[];
  truncated: boolean;
  force: boolean;
  attempts: number;
  receivedAt: Date;
  raw: Buffer;
};

/** Renewed while its holder works; a dead holder's mails wait at most this long. */
const claimSeconds = 30;
export const mostAttempts = 3;
/** Of raw mail in memory at a time, and at most one mail more. */
const mostBatchBytes = 25 * 1024 * 1024;

type Claim = {
  limit: number;
  /** Bytes that are at hand, by receipt, and need not be fetched. */
  held?: ReadonlyMap<string, Buffer>;
};

/**
 * Takes up to `limit` mails, oldest first. The attempt is counted before anybody looks inside, so that a mail which kills
 * its reader is given up in the end (promise P9); a dead reader's claim runs out by itself. Nobody waits for the disk: a
 * claim that a crash of the server forgets is one that its holder has lost, as when it runs out.
 */
export async function claimMail(
  database: Queryable,
  claimedBy: string,
  { limit, held = new Map<string, Buffer>() }: Claim,
): Promise<ClaimedMail[]> {
  const rows = await database.query<ClaimedMail>(
    `with waiting as (
       select id, size_bytes, next_attempt_at from mail_receipts
       where outcome is null and next_attempt_at <= now() and (claimed_until is null or claimed_until < now())
       order by next_attempt_at, id limit $2 for update skip locked
     ), due as (
       select id from (
         select id, sum(size_bytes) over (order by next_attempt_at, id) - size_bytes as bytes_before from waiting
       ) measured where bytes_before < ${mostBatchBytes}
     ), claimed as (
       update mail_receipts r set claimed_by = $1, claimed_until = now() + interval '${claimSeconds} seconds', attempts = attempts + 1
       from due where r.id = due.id
       returning r.*
     )
     select c.id, c.inbox_id as "inboxId", i.address as "inboxAddress", i.language as "inboxLanguage", i.queue_id as "queueId",
       coalesce(i.settings->>'authservId', '') as "authservId", c.envelope_from as "envelopeFrom",
       c.envelope_to as "envelopeTo", c.truncated, c.force, c.attempts, c.received_at as "receivedAt",
       case when c.id = any($3::uuid[]) then null else c.raw end as raw
     from claimed c join inboxes i on i.id = c.inbox_id
     where (select set_config('synchronous_commit', 'off', true)) is not null
     order by c.id`,
    [claimedBy, limit, [...held.keys()]],
  );
  return rows.map((row) => ({ ...row, raw: held.get(row.id) ?? row.raw }));
}

export async function extendClaims(database: Queryable, claimedBy: string, ids: readonly string[]): Promise<void> {
  await database.query(
    `update mail_receipts set claimed_until = now() + interval '${claimSeconds} seconds'
     where id = any($1) and claimed_by = $2 and outcome is null`,
    [ids, claimedBy],
  );
}

/** Still ours? A claim that ran out may have been finished by somebody else. Locks the rows until commit. */
export async function holdClaims(database: Queryable, claimedBy: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    'select id from mail_receipts where id = any($1) and claimed_by = $2 and outcome is null order by id for update',
    [ids, claimedBy],
  );
  return new Set(rows.map((row) => row.id));
}

type Release = { ids: readonly string[]; detail: string; blameless?: boolean };

/** Lets go without a result: the next attempt is due after a short pause that doubles. A blameless one does not count. */
export async function releaseClaims(
  database: Queryable,
  claimedBy: string,
  { ids, detail, blameless = false }: Release,
): Promise<void> {
  await database.query(
    `update mail_receipts set claimed_by = null, claimed_until = null, detail = $3,
       next_attempt_at = now() + interval '1 second' * power(4, least(attempts, 3)),
       attempts = attempts - $4::int
     where id = any($1) and claimed_by = $2 and outcome is null`,
    [ids, claimedBy, detail, blameless ? 1 : 0],
  );
}

/** Given up: kept with its bytes, visible to admins, out of everybody's way. */
export async function quarantineMail(
  database: Queryable,
  claimedBy: string,
  { id, code, detail }: { id: string; code: string; detail: string },
): Promise<boolean> {
  const rows = await database.query(
    `update mail_receipts set outcome = 'quarantined', cause = $3, detail = $4, claimed_by = null, claimed_until = null,
       understood_at = now()
     where id = $1 and claimed_by = $2 and outcome is null returning id`,
    [id, claimedBy, code, detail],
  );
  return rows.length > 0;
}

/** Any constant will do, as long as every process of ours uses it. */
const applyLock = 4_919_002;

/**
 * Makes writing mail down wait its turn until commit. Two workers that hold a question and its answer, or two mails of a
 * new sender, could not see each other's ticket or contact; parsing, the slow part, still goes on side by side.
 */
export async function waitForTurn(tx: Queryable): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [applyLock]);
}
