import type { ChannelWeights, OpenWork } from '@diwan/tickets';
import type { Queryable } from '../../database/database.js';
import { capacitySql, weightsSql } from '../capacity/capacity.query.js';
import { declaredSql, isPresentSql, offeredSql, openWorkSql, type DeclaredRow } from '../presence/presence.query.js';

export type QueueWait = { queueId: string; longestWaitSince: Date | null };

/** The longest wait of each queue's unassigned tickets: the head of one index each. */
export function listLongestWaits(database: Queryable, queueIds: readonly string[]): Promise<QueueWait[]> {
  return database.query<QueueWait>(
    `select queue.id as "queueId", (
       select min(s.waiting_since) from ticket_standings s
       where s.queue_id = queue.id and s.status in ('new', 'open') and s.waiting_since is not null and s.assignee_id is null
     ) as "longestWaitSince" from unnest($1::uuid[]) as queue (id)`,
    [queueIds],
  );
}

/** So long before it is due a ticket is at risk. */
const riskMinutes = 30;

export type QueuePromises = { queueId: string; atRisk: number; breached: number };

/** Counted exactly, over what is due until then only: a stretch of one index per queue. */
export function countPromises(database: Queryable, queueIds: readonly string[]): Promise<QueuePromises[]> {
  return database.query<QueuePromises>(
    `select queue.id as "queueId", due.* from unnest($1::uuid[]) as queue (id) cross join lateral (
       select count(*) filter (where s.due_at >= now())::int as "atRisk", count(*) filter (where s.due_at < now())::int as breached
       from ticket_standings s
       where s.queue_id = queue.id and s.due_at <= now() + $2::integer * interval '1 minute'
     ) due`,
    [queueIds, riskMinutes],
  );
}

export type QueueEscalations = { queueId: string; escalated: number };

/** Exact, and as cheap as there are few of them: an index holds nothing else. */
export function countEscalated(database: Queryable, queueIds: readonly string[]): Promise<QueueEscalations[]> {
  return database.query<QueueEscalations>(
    `select s.queue_id as "queueId", count(*)::int as escalated from ticket_standings s
     where s.queue_id = any($1) and s.escalation_level > 0 and s.status in ('new', 'open', 'pending', 'on_hold')
     group by s.queue_id`,
    [queueIds],
  );
}

export type AgentRow = {
  id: string;
  name: string;
  present: boolean;
  capacity: number;
  weights: ChannelWeights;
  channels: DeclaredRow[];
  work: OpenWork;
  offered: number;
  queueIds: string[];
};

/** Active agents with what they declared and carry; with `queueIds` only those who serve one of them. */
export function listAgentsOnBoard(database: Queryable, queueIds: readonly string[] | null): Promise<AgentRow[]> {
  return database.query<AgentRow>(
    `select a.id, a.name, ${isPresentSql} as present, ${capacitySql} as capacity, ${weightsSql} as weights,
       ${openWorkSql} as work, ${offeredSql} as offered,
       ${declaredSql} as channels,
       array(select distinct q.queue_id from team_members m join team_queues q on q.team_id = m.team_id
         where m.agent_id = a.id)::text[] as "queueIds"
     from agents a left join heartbeats h on h.agent_id = a.id
     where a.active and a.password_hash is not null and ($1::uuid[] is null or exists (
       select 1 from team_members m join team_queues q on q.team_id = m.team_id
       where m.agent_id = a.id and q.queue_id = any($1)))
     order by a.name, a.id`,
    [queueIds],
  );
}
