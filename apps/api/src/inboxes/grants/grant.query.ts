import type { Queryable, Tx } from '../../database/database.js';

/** A grant as it is stored; what is sealed stays sealed here. */
export type StoredGrant = {
  tokenEndpoint: string;
  clientId: string;
  scope: string;
  secrets: Buffer;
  access: Buffer | null;
  /** The access token lives long enough to sign in with it, by the clock of the database. */
  isFresh: boolean;
  renewals: number;
  failures: number;
  error: { code: string; detail: string } | null;
  /** The last renewal failed and the next is not due yet. */
  waits: boolean;
};

/** Long enough for the slowest answer of a token endpoint; whoever dies with it delays the others by no more. */
const leaseSeconds = 30;
/** An access token that ends sooner is not used any more. */
const spareSeconds = 60;

export async function loadGrant(database: Queryable, inboxId: string): Promise<StoredGrant | null> {
  const [row] = await database.query<StoredGrant>(
    `select i.settings->'grant'->>'tokenEndpoint' as "tokenEndpoint", i.settings->'grant'->>'clientId' as "clientId",
       i.settings->'grant'->>'scope' as scope, g.secrets, g.access,
       coalesce(g.access_expires_at > now() + interval '${spareSeconds} seconds', false) as "isFresh", g.renewals, g.failures,
       case when g.error_code is not null then jsonb_build_object('code', g.error_code, 'detail', g.error_detail) end as error,
       coalesce(g.next_attempt_at > now(), false) as waits
     from oauth_grants g join inboxes i on i.id = g.inbox_id where g.inbox_id = $1`,
    [inboxId],
  );
  return row ?? null;
}

/** Begins with a clean slate: with other secrets everything known of the old ones is void, and so is a renewal under way. */
export async function saveGrant(tx: Tx, inboxId: string, secrets: Buffer): Promise<void> {
  await tx.query('delete from oauth_grants where inbox_id = $1', [inboxId]);
  await tx.query('insert into oauth_grants (inbox_id, secrets) values ($1, $2)', [inboxId, secrets]);
}

export async function removeGrant(tx: Tx, inboxId: string): Promise<void> {
  await tx.query('delete from oauth_grants where inbox_id = $1', [inboxId]);
}

/** Somebody may have repaired it at the provider: the next one who needs a token asks there, and at once. */
export async function retryGrantNow(database: Queryable, inboxId: string): Promise<void> {
  await database.query('update oauth_grants set next_attempt_at = null, access = null where inbox_id = $1', [inboxId]);
}

export type GrantLease = { inboxId: string; leaseToken: string };

/** The right to renew, unless another worker has it or has renewed since `renewals` was read. */
export async function leaseGrant(
  database: Queryable,
  { inboxId, leaseToken }: GrantLease,
  renewals: number,
): Promise<boolean> {
  const rows = await database.query(
    `update oauth_grants set lease_token = $2, leased_until = now() + interval '${leaseSeconds} seconds'
     where inbox_id = $1 and renewals = $3 and (leased_until is null or leased_until < now()) returning inbox_id`,
    [inboxId, leaseToken, renewals],
  );
  return rows.length > 0;
}

/** Keeps the new access token and the refresh token for the next time in one statement. @returns whether the lease was ours. */
export async function keepAccess(
  database: Queryable,
  { inboxId, leaseToken }: GrantLease,
  { secrets, access, expiresInSeconds }: { secrets: Buffer; access: Buffer; expiresInSeconds: number },
): Promise<boolean> {
  const rows = await database.query(
    `update oauth_grants set secrets = $3, access = $4, access_expires_at = now() + $5::float8 * interval '1 second',
       renewals = renewals + 1, failures = 0, error_code = null, error_detail = null, next_attempt_at = null,
       lease_token = null, leased_until = null
     where inbox_id = $1 and lease_token = $2 returning inbox_id`,
    [inboxId, leaseToken, secrets, access, expiresInSeconds],
  );
  return rows.length > 0;
}

export async function noteGrantFailure(
  database: Queryable,
  { inboxId, leaseToken }: GrantLease,
  { code, detail, retryAfterMs }: { code: string; detail: string; retryAfterMs: number },
): Promise<void> {
  await database.query(
    `update oauth_grants set failures = failures + 1, error_code = $3, error_detail = $4,
       next_attempt_at = now() + $5::float8 * interval '1 ms', lease_token = null, leased_until = null
     where inbox_id = $1 and lease_token = $2`,
    [inboxId, leaseToken, code, detail.slice(0, 1000), retryAfterMs],
  );
}
