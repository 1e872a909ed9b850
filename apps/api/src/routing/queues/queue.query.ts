import type { Queue } from '@diwan/contracts';
import type { FollowUpPolicy } from '@diwan/tickets';
import type { Queryable, Tx } from '../../database/database.js';

export function listQueues(database: Queryable): Promise<Queue[]> {
  return database.query<Queue>(
    `select q.id, q.name, q.distribution, q.offer_seconds as "offerSeconds", q.sticky_minutes as "stickyMinutes",
       q.follow_up as "followUp", q.follow_up_days as "followUpDays",
       coalesce((select jsonb_agg(jsonb_build_object('teamId', t.team_id, 'overflowAfterSeconds', t.overflow_after_seconds)
         order by t.overflow_after_seconds, t.team_id) from team_queues t where t.queue_id = q.id), '[]') as teams
     from queues q order by q.name, q.id`,
  );
}

export async function isQueue(database: Queryable, id: string): Promise<boolean> {
  return (await database.query('select 1 from queues where id = $1', [id])).length > 0;
}

/**
 * Of these queues, those that there are; none of them can be deleted until this commits. Standings have no foreign key (a
 * bulk move would check each row), so whoever sends tickets to a queue holds it by this.
 */
export async function holdQueues(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>('select id from queues where id = any($1) order by id for key share', [
    ids,
  ]);
  return new Set(rows.map((row) => row.id));
}

/** What their queues make of replies to solved tickets; unchanged until commit, so that who changes it waits for whoever decides. */
export async function holdFollowUps(tx: Tx, queueIds: readonly string[]): Promise<Map<string, FollowUpPolicy>> {
  if (queueIds.length === 0) return new Map();
  const rows = await tx.query<FollowUpPolicy & { id: string }>(
    `select id, follow_up as choice, follow_up_days as days from queues where id = any($1) order by id for share`,
    [queueIds],
  );
  return new Map(rows.map(({ id, ...policy }) => [id, policy]));
}

/** Answers how many of the teams there are. */
export async function setTeamsOfQueue(tx: Tx, queueId: string, teams: Queue['teams']): Promise<number> {
  await tx.query('delete from team_queues where queue_id = $1', [queueId]);
  const rows = await tx.query(
    `insert into team_queues (team_id, queue_id, overflow_after_seconds)
     select t.id, $1, min(row.after) from unnest($2::uuid[], $3::integer[]) as row (id, after) join teams t on t.id = row.id
     group by t.id returning team_id`,
    [queueId, teams.map((each) => each.teamId), teams.map((each) => each.overflowAfterSeconds)],
  );
  return rows.length;
}

type Uses = Record<'inboxes' | 'tickets' | 'rules' | 'policies', number>;

/** What still needs a queue: it cannot go away from under them. */
export async function countUses(tx: Tx, id: string): Promise<Uses> {
  const [row] = await tx.query<Uses>(
    `select (select count(*)::int from inboxes where queue_id = $1) as inboxes,
       (select count(*)::int from ticket_standings where queue_id = $1) as tickets,
       (select count(*)::int from routing_rules, jsonb_array_elements(rules) as rule
         where rule->'actions'->>'queueId' = $1::text) as rules,
       (select count(*)::int from sla_policies where escalation @> jsonb_build_array(jsonb_build_object('queueId', $1::text)))
         as policies`,
    [id],
  );
  return row ?? { inboxes: 0, tickets: 0, rules: 0, policies: 0 };
}
