import type { Move, MoveFailure, MoveSelection, MoveTarget } from '@diwan/contracts';
import type { Visibility } from '../../auth/caller.js';
import type { Queryable, Tx } from '../../database/database.js';
import type { Keyset } from '../../http/keyset.js';
import type { PlannedMove } from './plan-move.js';

export type NewMove = {
  id: string;
  agentId: string;
  selection: MoveSelection;
  target: MoveTarget;
  reason: string;
  backAt: string | null;
};

/** Writes down what is going to happen, before it happens: a move that is broken off goes on from here. */
export async function insertMove(tx: Tx, move: NewMove, planned: readonly PlannedMove[]): Promise<void> {
  await tx.query(
    `insert into moves (id, agent_id, selection, target, reason, state, total, back_at)
     values ($1, $2, $3, $4, $5, 'running', $6, $7)`,
    [
      move.id,
      move.agentId,
      JSON.stringify(move.selection),
      JSON.stringify(move.target),
      move.reason,
      planned.length,
      move.backAt,
    ],
  );
  await tx.query(
    `insert into moved_tickets (move_id, ticket_id, position, from_queue_id, from_assignee_id, to_queue_id, to_assignee_id)
     select $1, ticket_id, position, from_queue, from_assignee, to_queue, to_assignee
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) with ordinality
       as row (ticket_id, from_queue, from_assignee, to_queue, to_assignee, position)`,
    [
      move.id,
      planned.map((each) => each.ticketId),
      planned.map((each) => each.from.queueId),
      planned.map((each) => each.from.assigneeId),
      planned.map((each) => each.to.queueId),
      planned.map((each) => each.to.assigneeId),
    ],
  );
}

export type Counted = { outcome: string; count: number };

/**
 * Moves the next tickets of a running move: those that still stand where they stood when it was asked for. Locks in the
 * order of ids, as everything else does.
 */
export function moveChunk(tx: Tx, moveId: string, limit: number): Promise<Counted[]> {
  return tx.query<Counted>(
    `with part as (
       select ticket_id from moved_tickets where move_id = $1 and outcome is null order by position limit $2
     ), locked as (
       select s.ticket_id, s.status, s.queue_id, s.assignee_id from ticket_standings s
       where s.ticket_id in (select ticket_id from part) order by s.ticket_id for update
     ), judged as (
       select m.ticket_id, m.to_queue_id, m.to_assignee_id, case
           when l.ticket_id is null then 'gone'
           when l.status in ('solved', 'closed') then 'closed'
           when (l.queue_id, l.assignee_id) is distinct from (m.from_queue_id, m.from_assignee_id) then 'touched'
           else 'moved' end as outcome
       from part p join moved_tickets m on m.move_id = $1 and m.ticket_id = p.ticket_id
       left join locked l on l.ticket_id = m.ticket_id
     ), changed as (
       update ticket_standings s set queue_id = j.to_queue_id, assignee_id = j.to_assignee_id, version = s.version + 1
       from judged j where s.ticket_id = j.ticket_id and j.outcome = 'moved'
     ), written as (
       update moved_tickets m set outcome = j.outcome from judged j where m.move_id = $1 and m.ticket_id = j.ticket_id
       returning m.outcome
     ) select outcome, count(*)::int as count from written group by outcome`,
    [moveId, limit],
  );
}

/**
 * Puts the next tickets of a move back: those that no agent has touched since. Whoever took one, answered it or moved it on
 * keeps what they made of it.
 */
export function restoreChunk(tx: Tx, moveId: string, limit: number): Promise<Counted[]> {
  return tx.query<Counted>(
    `with part as (
       select m.*, v.created_at as moved_at from moved_tickets m join moves v on v.id = m.move_id
       where m.move_id = $1 and m.outcome = 'moved' order by m.position limit $2
     ), locked as (
       select s.ticket_id, s.status, s.queue_id, s.assignee_id from ticket_standings s
       where s.ticket_id in (select ticket_id from part) order by s.ticket_id for update
     ), judged as (
       select p.ticket_id, p.from_queue_id, p.from_assignee_id, case
           when l.status in ('new', 'open', 'pending', 'on_hold')
             and (l.queue_id, l.assignee_id) is not distinct from (p.to_queue_id, p.to_assignee_id)
             and not exists (select 1 from events e
               where e.ticket_id = p.ticket_id and e.actor_kind = 'agent' and e.at > p.moved_at)
           then 'restored' else 'kept' end as outcome
       from part p left join locked l on l.ticket_id = p.ticket_id
     ), changed as (
       update ticket_standings s set queue_id = j.from_queue_id, assignee_id = j.from_assignee_id, version = s.version + 1
       from judged j where s.ticket_id = j.ticket_id and j.outcome = 'restored'
     ), written as (
       update moved_tickets m set outcome = j.outcome from judged j where m.move_id = $1 and m.ticket_id = j.ticket_id
       returning m.outcome
     ) select outcome, count(*)::int as count from written group by outcome`,
    [moveId, limit],
  );
}

export type MoveState = { id: string; agentId: string; state: Move['state']; total: number };

/** The move, held until commit; with `skipLocked` null while another process works on it. */
export async function lockMove(tx: Tx, id: string): Promise<MoveState | null> {
  const [row] = await tx.query<MoveState>(
    `select id, agent_id as "agentId", state, total from moves where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

/** The oldest move that has something left to do and that nobody works on; timed ones are due to go back. */
export async function takeUnfinishedMove(tx: Tx): Promise<MoveState | null> {
  const [row] = await tx.query<MoveState>(
    `select id, agent_id as "agentId", state, total from moves
     where state in ('running', 'undoing') or (state = 'done' and back_at <= now())
     order by created_at limit 1 for update skip locked`,
  );
  return row ?? null;
}

export async function countMoved(
  tx: Tx,
  id: string,
  { moved, failed, restored }: Record<'moved' | 'failed' | 'restored', number>,
) {
  await tx.query('update moves set moved = moved + $2, failed = failed + $3, restored = restored + $4 where id = $1', [
    id,
    moved,
    failed,
    restored,
  ]);
}

export async function setMoveState(tx: Tx, id: string, state: Move['state']): Promise<void> {
  await tx.query(
    `update moves set state = $2, finished_at = case when $2 = 'done' then now() else finished_at end,
       undone_at = case when $2 = 'undone' then now() else undone_at end,
       back_at = case when $2 = 'undone' then null else back_at end
     where id = $1`,
    [id, state],
  );
}

/** Queues and people that a move is about: who hears of it. */
export async function concernedBy(tx: Tx, moveId: string): Promise<{ queueIds: string[]; agentIds: string[] }> {
  const [row] = await tx.query<{ queueIds: string[]; agentIds: string[] }>(
    `select array(select from_queue_id from moved_tickets where move_id = $1
         union select to_queue_id from moved_tickets where move_id = $1)::text[] as "queueIds",
       array(select from_assignee_id from moved_tickets where move_id = $1 and from_assignee_id is not null
         union select to_assignee_id from moved_tickets where move_id = $1 and to_assignee_id is not null)::text[] as "agentIds"`,
    [moveId],
  );
  return row ?? { queueIds: [], agentIds: [] };
}

export type MoveRow = Omit<Move, 'backAt' | 'createdAt' | 'finishedAt' | 'undoneAt'> & {
  backAt: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
  undoneAt: Date | null;
};
const columns = `m.id, jsonb_build_object('id', a.id, 'name', a.name) as "by", m.selection, m.target, m.reason, m.state, m.total,
  m.moved, m.failed, m.restored, m.back_at as "backAt", m.created_at as "createdAt", m.finished_at as "finishedAt",
  m.undone_at as "undoneAt"`;

export function listMoveRows(
  database: Queryable,
  { after, limit }: { after: Keyset | null; limit: number },
): Promise<MoveRow[]> {
  return database.query<MoveRow>(
    `select ${columns} from moves m join agents a on a.id = m.agent_id
     where (m.created_at, m.id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
     order by m.created_at desc, m.id desc limit $3`,
    [after?.key ?? null, after?.id ?? null, limit + 1],
  );
}

export async function findMoveRow(database: Queryable, id: string): Promise<MoveRow | null> {
  const [row] = await database.query<MoveRow>(
    `select ${columns} from moves m join agents a on a.id = m.agent_id where m.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Tickets that were not moved, or not put back, and that the caller may see; the first thousand. */
export function listMoveFailures(database: Queryable, id: string, visibility: Visibility): Promise<MoveFailure[]> {
  const [all, queueIds, agentId] = visibility.all ? [true, [], null] : [false, visibility.queueIds, visibility.agentId];
  return database.query<MoveFailure>(
    `select t.number::float8 as number, t.subject, m.outcome
     from moved_tickets m join tickets t on t.id = m.ticket_id join ticket_standings s on s.ticket_id = m.ticket_id
     where m.move_id = $1 and m.outcome in ('touched', 'closed', 'gone', 'kept')
       and ($2 or s.queue_id = any($3) or s.assignee_id = $4) order by m.position limit 1000`,
    [id, all, queueIds, agentId],
  );
}
