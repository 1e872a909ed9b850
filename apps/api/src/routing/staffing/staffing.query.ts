import type { StaffQueue } from '@diwan/contracts';
import type { Tx } from '../../database/database.js';

export async function findTeamsOfQueue(tx: Tx, queueId: string): Promise<StaffQueue['teams'] | null> {
  const [row] = await tx.query<{ teams: StaffQueue['teams'] }>(
    `select coalesce((select jsonb_agg(jsonb_build_object('teamId', team_id, 'overflowAfterSeconds', overflow_after_seconds))
       from team_queues where queue_id = q.id), '[]') as teams from queues q where q.id = $1`,
    [queueId],
  );
  return row?.teams ?? null;
}

/** The active members; null when there is no such team, or when it is not one of `memberId`'s (null: any). */
export async function findMembersOfTeam(tx: Tx, teamId: string, memberId: string | null): Promise<string[] | null> {
  const [row] = await tx.query<{ members: string[] }>(
    `select array(select m.agent_id from team_members m join agents a on a.id = m.agent_id
         where m.team_id = t.id and a.active order by 1)::text[] as members
     from teams t where t.id = $1
       and ($2::uuid is null or exists (select 1 from team_members m where m.team_id = t.id and m.agent_id = $2))`,
    [teamId, memberId],
  );
  return row?.members ?? null;
}

/** Answers how many of those to be added there are. */
export async function changeMembers(
  tx: Tx,
  teamId: string,
  { added, removed }: { added: readonly string[]; removed: readonly string[] },
): Promise<number> {
  await tx.query('delete from team_members where team_id = $1 and agent_id = any($2)', [teamId, removed]);
  const rows = await tx.query(
    `insert into team_members (team_id, agent_id) select $1, id from agents where id = any($2) and active order by id
     on conflict (team_id, agent_id) do update set agent_id = excluded.agent_id returning agent_id`,
    [teamId, added],
  );
  return rows.length;
}

export async function queuesOfTeam(tx: Tx, teamId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>('select queue_id as id from team_queues where team_id = $1', [teamId]);
  return rows.map((row) => row.id);
}
