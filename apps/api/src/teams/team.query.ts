import type { Team } from '@diwan/contracts';
import type { Queryable, Tx } from '../database/database.js';

export function listTeams(database: Queryable): Promise<Team[]> {
  return database.query<Team>(
    `select t.id, t.name, array(select queue_id from team_queues q where q.team_id = t.id)::text[] as "queueIds"
     from teams t order by t.name, t.id`,
  );
}

type TeamRow = { id: string; isNew: boolean; name: string };

export async function saveTeamRow(tx: Tx, { id, isNew, name }: TeamRow): Promise<'saved' | 'taken' | 'missing'> {
  const taken = await tx.query('select 1 from teams where name = $1 and id <> $2', [name, id]);
  if (taken.length > 0) return 'taken';
  const rows = await tx.query<{ id: string }>(
    isNew
      ? 'insert into teams (id, name, created_at) values ($1, $2, now()) on conflict do nothing returning id'
      : 'update teams set name = $2 where id = $1 returning id',
    [id, name],
  );
  if (rows.length > 0) return 'saved';
  return isNew ? 'taken' : 'missing';
}

export async function setQueuesOf(tx: Tx, teamId: string, queueIds: readonly string[]): Promise<void> {
  await tx.query('delete from team_queues where team_id = $1 and not queue_id = any($2)', [teamId, queueIds]);
  await tx.query(
    'insert into team_queues (team_id, queue_id) select $1, id from queues where id = any($2) on conflict do nothing',
    [teamId, queueIds],
  );
}
