import type { Tx } from '../database/database.js';

type Known = { isFailing: boolean; isRecent: boolean };

const read = `select failing_since is not null as "isFailing",
    coalesce(last_success_at > now() - interval '1 minute', false) as "isRecent"
  from sending_health where inbox_id = $1`;

/** Two deliveries that end at once must not both be the one that changed it. */
async function lockHealth(tx: Tx, inboxId: string): Promise<Known> {
  await tx.query('insert into sending_health (inbox_id) values ($1) on conflict do nothing', [inboxId]);
  const [known] = await tx.query<Known>(`${read} for update`, [inboxId]);
  return known ?? { isFailing: false, isRecent: false };
}

/** Writes only news: all deliveries of an inbox share the row. @returns whether it had been failing. */
export async function noteSent(tx: Tx, inboxId: string): Promise<boolean> {
  const [seen] = await tx.query<Known>(read, [inboxId]);
  if (seen && !seen.isFailing && seen.isRecent) return false;
  const { isFailing } = await lockHealth(tx, inboxId);
  await tx.query(
    `update sending_health set last_success_at = now(), failing_since = null, error_code = null, error_detail = null
     where inbox_id = $1`,
    [inboxId],
  );
  return isFailing;
}

/** @returns whether it is failing only now. */
export async function noteNotSent(
  tx: Tx,
  inboxId: string,
  { code, detail }: { code: string; detail: string },
): Promise<boolean> {
  const { isFailing } = await lockHealth(tx, inboxId);
  await tx.query(
    `update sending_health set failing_since = coalesce(failing_since, now()), error_code = $2, error_detail = $3
     where inbox_id = $1`,
    [inboxId, code, detail.slice(0, 1000)],
  );
  return !isFailing;
}

/** The settings are new: what was known of the old ones is void, and what waits for another attempt makes it now. */
export async function sendAgainNow(tx: Tx, inboxId: string): Promise<void> {
  await tx.query(
    `update sending_health set failing_since = null, error_code = null, error_detail = null where inbox_id = $1`,
    [inboxId],
  );
  await tx.query(`update deliveries set next_attempt_at = now() where inbox_id = $1 and state = 'queued'`, [inboxId]);
}
