import type { Preferences, Role } from '@diwan/contracts';
import type { Queryable, Tx } from '../database/database.js';

export type SessionRow = {
  id: string;
  agentId: string;
  name: string;
  email: string;
  role: Role;
  preferences: Partial<Preferences>;
  queueIds: string[];
  createdAt: Date;
  lastSeenAt: Date;
};

/** Idle 12 hours, absolute 7 days; a deactivated agent has no session. */
const alive = `s.revoked_at is null and a.active and s.last_seen_at > now() - interval '12 hours' and s.created_at > now() - interval '7 days'`;

export async function findLiveSession(database: Queryable, tokenHash: Buffer): Promise<SessionRow | null> {
  const [row] = await database.query<SessionRow>(
    `select s.id, a.id as "agentId", a.name, a.email, a.role, a.preferences, s.created_at as "createdAt",
       s.last_seen_at as "lastSeenAt",
       array(select distinct q.queue_id from team_members m join team_queues q on q.team_id = m.team_id
             where m.agent_id = a.id)::text[] as "queueIds"
     from sessions s join agents a on a.id = s.agent_id
     where s.token_hash = $1 and ${alive}`,
    [tokenHash],
  );
  return row ?? null;
}

/** Written at most once a minute per session. */
export async function touchSession(database: Queryable, id: string): Promise<void> {
  await database.query(
    `update sessions set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '1 minute'`,
    [id],
  );
}

export type NewSession = { id: string; tokenHash: Buffer; agentId: string; address: string; userAgent: string };

export async function insertSession(database: Queryable, session: NewSession): Promise<void> {
  await database.query(
    `insert into sessions (id, token_hash, agent_id, created_at, last_seen_at, address, user_agent)
     values ($1, $2, $3, now(), now(), $4, $5)`,
    [session.id, session.tokenHash, session.agentId, session.address, session.userAgent],
  );
}

export async function revokeSession(database: Queryable, id: string, agentId: string): Promise<boolean> {
  const rows = await database.query(
    'update sessions set revoked_at = now() where id = $1 and agent_id = $2 and revoked_at is null returning id',
    [id, agentId],
  );
  return rows.length > 0;
}

export function revokeSessionsOf(database: Queryable, agentId: string): Promise<{ id: string }[]> {
  return database.query<{ id: string }>(
    'update sessions set revoked_at = now() where agent_id = $1 and revoked_at is null returning id',
    [agentId],
  );
}

export function listSessions(database: Queryable, agentId: string) {
  return database.query<{ id: string; createdAt: Date; lastSeenAt: Date; address: string; userAgent: string }>(
    `select s.id, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.address, s.user_agent as "userAgent"
     from sessions s join agents a on a.id = s.agent_id where s.agent_id = $1 and ${alive} order by s.last_seen_at desc`,
    [agentId],
  );
}

const window = `interval '15 minutes'`;

/** Failed sign-ins of the last 15 minutes for an account and for an address. */
async function countAttempts(tx: Tx, email: string, address: string) {
  const [row] = await tx.query<{ account: number; address: number }>(
    `select (select count(*)::int from sign_in_attempts where email = $1 and at > now() - ${window}) as account,
            (select count(*)::int from sign_in_attempts where address = $2 and at > now() - ${window}) as address`,
    [email, address],
  );
  return row ?? { account: 0, address: 0 };
}

const mostPerAccount = 10;
const mostPerAddress = 50;

/**
 * Counts a sign-in as failed before its password is looked at, so that guesses sent together are counted like guesses sent
 * one by one. Answers false, and counts nothing, when there were too many.
 */
export async function recordAttempt(tx: Tx, email: string, address: string): Promise<boolean> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in ${email}`]);
  const attempts = await countAttempts(tx, email, address);
  if (attempts.account >= mostPerAccount || attempts.address >= mostPerAddress) return false;
  await tx.query('insert into sign_in_attempts (email, address) values ($1, $2)', [email, address]);
  return true;
}

export async function forgetAttempts(database: Queryable, email: string): Promise<void> {
  await database.query(`delete from sign_in_attempts where email = $1 or at < now() - interval '1 day'`, [email]);
}
