import type { Agent, Role } from '@diwan/contracts';
import type { Queryable, Tx } from '../database/database.js';

type AgentRow = Omit<Agent, 'lastSeenAt' | 'createdAt'> & { lastSeenAt: Date | null; createdAt: Date };

const columns = `a.id, a.name, a.email, a.role, a.active, a.capacity, a.channel_weights as "channelWeights", a.password_hash is null as invited,
  (select h.at from heartbeats h where h.agent_id = a.id) as "lastSeenAt",
  a.created_at as "createdAt", array(select team_id from team_members m where m.agent_id = a.id)::text[] as "teamIds",
  array(select skill_id from agent_skills s where s.agent_id = a.id)::text[] as "skillIds"`;

function presentAgent(row: AgentRow): Agent {
  return { ...row, lastSeenAt: row.lastSeenAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() };
}

export async function listAgents(database: Queryable): Promise<Agent[]> {
  return (await database.query<AgentRow>(`select ${columns} from agents a order by a.active desc, a.name, a.id`)).map(
    presentAgent,
  );
}

export async function findAgent(database: Queryable, id: string): Promise<Agent | null> {
  const [row] = await database.query<AgentRow>(`select ${columns} from agents a where a.id = $1`, [id]);
  return row ? presentAgent(row) : null;
}

export async function setTeamsOf(tx: Tx, agentId: string, teamIds: readonly string[]): Promise<void> {
  await tx.query('delete from team_members where agent_id = $1 and not team_id = any($2)', [agentId, teamIds]);
  await tx.query(
    `insert into team_members (agent_id, team_id) select $1, id from teams where id = any($2) on conflict do nothing`,
    [agentId, teamIds],
  );
}

/** Locks the admins, so that two of them cannot resign at the same time and leave nobody. */
export async function otherActiveAdmins(tx: Tx, agentId: string): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    `select id from agents where role = 'admin' and active and password_hash is not null order by id for update`,
  );
  return rows.filter((row) => row.id !== agentId).length;
}

/** Keeps the agent active until commit: who is being deactivated gets no ticket on the way out. */
export async function lockActiveAgent(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query('select 1 from agents where id = $1 and active for share', [id]);
  return rows.length > 0;
}

export type NewAgent = { id: string; name: string; email: string; role: Role; passwordHash: string | null };

/** Answers false when the address is taken. */
export async function insertAgent(tx: Tx, agent: NewAgent): Promise<boolean> {
  const rows = await tx.query(
    `insert into agents (id, name, email, role, password_hash, created_at) values ($1, $2, $3, $4, $5, now())
     on conflict (email) do nothing returning id`,
    [agent.id, agent.name, agent.email, agent.role, agent.passwordHash],
  );
  return rows.length > 0;
}
