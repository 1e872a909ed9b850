import type { Queryable, Tx } from '../database/database.js';
import { createToken, hashToken } from '../auth/token.js';

const hours = 24;

/** A new link for an agent; older ones stop working. */
export async function createInvitation(tx: Tx, agentId: string): Promise<{ token: string; expiresAt: Date }> {
  const { token, hash } = createToken();
  const expiresAt = new Date(Date.now() + hours * 3_600_000);
  await tx.query('delete from invitations where agent_id = $1', [agentId]);
  await tx.query('insert into invitations (token_hash, agent_id, expires_at) values ($1, $2, $3)', [
    hash,
    agentId,
    expiresAt,
  ]);
  return { token, expiresAt };
}

export async function findInvitation(database: Queryable, token: string) {
  const [row] = await database.query<{ name: string; email: string; organisationName: string }>(
    `select a.name, a.email, o.name as "organisationName" from invitations i join agents a on a.id = i.agent_id
     cross join organisations o where i.token_hash = $1 and i.expires_at > now() and a.active`,
    [hashToken(token)],
  );
  return row ?? null;
}

/** Uses a link up: of two who follow it at once, one gets the agent. */
export async function takeInvitation(tx: Tx, token: string): Promise<string | null> {
  const [row] = await tx.query<{ agentId: string }>(
    `delete from invitations where token_hash = $1 and expires_at > now() returning agent_id as "agentId"`,
    [hashToken(token)],
  );
  return row?.agentId ?? null;
}
