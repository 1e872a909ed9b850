import type { Skill } from '@diwan/contracts';
import type { RequiredSkill } from '@diwan/tickets';
import type { Queryable, Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';

export function listSkills(database: Queryable): Promise<Skill[]> {
  return database.query<Skill>('select id, name from skills order by name, id');
}

export async function insertSkill(tx: Tx, { id, name }: Skill): Promise<void> {
  await tx.query('insert into skills (id, name) values ($1, $2)', [id, name]);
}

/** No rule can come to ask for it until commit; answers false when there is none. */
export async function lockSkill(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('select 1 from skills where id = $1 for update', [id])).length > 0;
}

export async function countRulesAskingFor(tx: Tx, skillId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from routing_rules, jsonb_array_elements(rules) as rule
     where rule->'actions'->'skills' @> jsonb_build_array(jsonb_build_object('skillId', $1::text))`,
    [skillId],
  );
  return row?.count ?? 0;
}

/** Agents lose it, and tickets stop asking for it. */
export async function deleteSkill(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from skills where id = $1', [id]);
}

export async function setSkillsOf(tx: Tx, agentId: string, skillIds: readonly string[]): Promise<void> {
  await tx.query('delete from agent_skills where agent_id = $1 and not skill_id = any($2)', [agentId, skillIds]);
  await tx.query(
    'insert into agent_skills (agent_id, skill_id) select $1, id from skills where id = any($2) on conflict do nothing',
    [agentId, skillIds],
  );
}

export type TicketSkill = RequiredSkill & { ticketId: string };

export async function insertTicketSkills(tx: Tx, skills: readonly TicketSkill[]): Promise<void> {
  if (skills.length === 0) return;
  await tx.query(
    `insert into ticket_skills (ticket_id, skill_id, relax_after_seconds) select "ticketId", k.id, "relaxAfterSeconds"
     from jsonb_to_recordset($1::jsonb) as row ("ticketId" uuid, "skillId" uuid, "relaxAfterSeconds" integer)
     join skills k on k.id = "skillId" on conflict do nothing`,
    [jsonRows(skills)],
  );
}
