import type { Move, MoveFailure, MoveSelection, MoveTarget } from '@diwan/contracts';
import type { TicketStatus } from '@diwan/tickets';
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
  /** Whose absence it covers; such a move waits for them before it goes back. */
  coveredAgentId?: string | undefined;
};

/** Writes down what is going to happen, before it happens: a move that is broken off goes on from here. */
export async function insertMove(
  tx: Tx,
  move: NewMove,
  planned: readonly (PlannedMove & { outcome?: Outcome })[],
): Promise<void> {
  await tx.query(
    `insert into moves (id, agent_id, selection, target, reason, state, total, back_at, queue_ids, covered_agent_id)
     values ($1, $2, $3, $4, $5, 'running', $6, $7, $8, $9)`,
    [
      move.id,
      move.agentId,
      JSON.stringify(move.selection),
      JSON.stringify(move.target),
      move.reason,
      planned.length,
      move.backAt,
      [...new Set(planned.flatMap(({ from, to }) => [from.queueId, to.queueId]))],
      move.coveredAgentId ?? null,
    ],
  );
  await tx.query(
    `insert into moved_tickets (move_id, ticket_id, position, from_queue_id, from_assignee_id, to_queue_id,
       to_assignee_id, outcome)
     select $1, ticket_id, position, from_queue, from_assignee, to_queue, to_assignee, outcome
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[]) with ordinality
       as row (ticket_id, from_queue, from_assignee, to_queue, to_assignee, outcome, position)`,
    [
      move.id,
      planned.map((each) => each.ticketId),
      planned.map((each) => each.from.queueId),
      planned.map((each) => each.from.assigneeId),
      planned.map((each) => each.to.queueId),
      planned.map((each) => each.to.assigneeId),
      planned.map((each) => each.outcome ?? null),
    ],
  );
}

/** A ticket of a move beside what it is now. Queue and assignee of before, of the move's making, and of this moment. */
export type MovedTicket = {
  ticketId: string;
  status: TicketStatus;
  fromQueueId: string;
  fromAssigneeId: string | null;
  toQueueId: string;
  toAssigneeId: string | null;
  queueId: string;
  assigneeId: string | null;
  /** An agent has done something with it since it was moved. */
  touched: boolean;
};

/**
 * The next tickets of a move that have this outcome (null: not reached yet), locked until commit in the order of ids, as
 * everything else locks them. One join and statements over arrays: a plan of several steps over a table that was filled a
 * moment ago, of which the planner knows nothing, took minutes.
 */
export async function lockMovedTickets(
  tx: Tx,
  moveId: string,
  { outcome, limit }: { outcome: 'moved' | null; limit: number },
): Promise<MovedTicket[]> {
  const tickets = await tx.query<Omit<MovedTicket, 'touched'>>(
    `select m.ticket_id as "ticketId", s.status, m.from_queue_id as "fromQueueId", m.from_assignee_id as "fromAssigneeId",
       m.to_queue_id as "toQueueId", m.to_assignee_id as "toAssigneeId", s.queue_id as "queueId", s.assignee_id as "assigneeId"
     from moved_tickets m join ticket_standings s on s.ticket_id = m.ticket_id
     where m.move_id = $1 and m.outcome is not distinct from $2 order by m.ticket_id limit $3 for update of s`,
    [moveId, outcome, limit],
  );
  const touched = outcome === null ? new Set<string>() : await listTouched(tx, moveId, tickets);
  return tickets.map((each) => ({ ...each, touched: touched.has(each.ticketId) }));
}

/** A statement of its own, once the locks are held: the one that waited for them sees nothing of what it waited for. */
async function listTouched(
  tx: Tx,
  moveId: string,
  tickets: readonly Pick<MovedTicket, 'ticketId'>[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select t.id from moves v cross join unnest($2::uuid[]) as t (id)
     where v.id = $1 and exists (select 1 from events e
       where e.ticket_id = t.id and e.actor_kind = 'agent' and e.id > coalesce(v.event_id, 0))`,
    [moveId, tickets.map((each) => each.ticketId)],
  );
  return new Set(rows.map((row) => row.id));
}

export type Place = { ticketId: string; queueId: string; assigneeId: string | null };

/** Puts locked tickets where they belong; each version grows by one. */
export async function writePlaces(tx: Tx, places: readonly Place[]): Promise<void> {
  await tx.query(
    `update ticket_standings s set queue_id = row.queue, assignee_id = row.assignee, version = s.version + 1
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as row (ticket_id, queue, assignee) where s.ticket_id = row.ticket_id`,
    [places.map((each) => each.ticketId), places.map((each) => each.queueId), places.map((each) => each.assigneeId)],
  );
}

export type Outcome = 'moved' | 'closed' | 'touched' | 'restored' | 'kept';

export async function writeOutcomes(tx: Tx, moveId: string, outcomes: ReadonlyMap<string, Outcome>): Promise<void> {
  const ids = (outcome: Outcome): string[] => [...outcomes].flatMap(([id, each]) => (each === outcome ? [id] : []));
  for (const outcome of new Set(outcomes.values())) {
    await tx.query('update moved_tickets set outcome = $2 where move_id = $1 and ticket_id = any($3)', [
      moveId,
      outcome,
      ids(outcome),
    ]);
  }
}

/** The event of its first part, which has touched the tickets last until an agent does. */
export async function stampMove(tx: Tx, id: string, eventId: string): Promise<void> {
  await tx.query('update moves set event_id = $2 where id = $1 and event_id is null', [id, eventId]);
}

/** Tickets that are no more cannot be moved; without this a move would wait for them for ever. */
export async function markGone(tx: Tx, moveId: string): Promise<number> {
  const rows = await tx.query(
    `update moved_tickets set outcome = 'gone' where move_id = $1 and outcome is null returning ticket_id`,
    [moveId],
  );
  return rows.length;
}

/** Whether tickets of a move still have this outcome; null: not reached yet. */
export async function isLeft(tx: Tx, moveId: string, outcome: 'moved' | null): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from moved_tickets m join ticket_standings s on s.ticket_id = m.ticket_id
     where m.move_id = $1 and m.outcome is not distinct from $2 limit 1`,
    [moveId, outcome],
  );
  return rows.length > 0;
}

export type MoveState = { id: string; agentId: string; state: Move['state']; queueIds: string[] };
const stateColumns = 'id, agent_id as "agentId", state, queue_ids as "queueIds"';
export type UnfinishedMove = MoveState & { coveredAgentId: string | null };

/** The move, held until commit. */
export async function lockMove(tx: Tx, id: string): Promise<MoveState | null> {
  const [row] = await tx.query<MoveState>(`select ${stateColumns} from moves where id = $1 for update`, [id]);
  return row ?? null;
}

/** The oldest move that has something left to do and that nobody works on; timed ones are due to go back. */
export async function takeUnfinishedMove(tx: Tx): Promise<UnfinishedMove | null> {
  const [row] = await tx.query<UnfinishedMove>(
    `select ${stateColumns}, covered_agent_id as "coveredAgentId" from moves
     where (state in ('running', 'undoing') or (state = 'done' and back_at <= now()))
       and (retry_at is null or retry_at <= now())
     order by created_at limit 1 for update skip locked`,
  );
  return row ?? null;
}

/** A move that failed, or that waits for somebody, is left alone for a minute, so that it does not hold up all others. */
export async function putOff(database: Queryable, id: string): Promise<void> {
  await database.query(`update moves set retry_at = now() + interval '1 minute' where id = $1`, [id]);
}

/** Adds to the counts that everybody sees. */
export async function countMoved(
  tx: Tx,
  id: string,
  { moved = 0, failed = 0, restored = 0 }: { moved?: number; failed?: number; restored?: number },
): Promise<void> {
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

/** People that a move is about: who hears of it although none of its queues is theirs. */
export async function peopleOf(tx: Tx, moveId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select from_assignee_id as id from moved_tickets where move_id = $1 and from_assignee_id is not null
     union select to_assignee_id from moved_tickets where move_id = $1 and to_assignee_id is not null`,
    [moveId],
  );
  return rows.map((row) => row.id);
}

/** Of these agents, those who are here; nobody of them is deactivated until this commits. */
export async function holdActiveAgents(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    'select id from agents where id = any($1) and active order by id for share',
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

export type MoveRow = Omit<Move, 'backAt' | 'createdAt' | 'finishedAt' | 'undoneAt'> & {
  backAt: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
  undoneAt: Date | null;
};
const columns = `m.id, jsonb_build_object('id', a.id, 'name', a.name) as "by", m.selection, m.target, m.reason, m.state, m.total,
  m.moved, m.failed, m.restored, m.back_at as "backAt",
  (select jsonb_build_object('id', c.id, 'name', c.name) from agents c where c.id = m.covered_agent_id) as covers, m.created_at as "createdAt", m.finished_at as "finishedAt",
  m.undone_at as "undoneAt"`;

/** One's own moves, and those between queues that one sees all of; `$1`, `$2`, `$3` are the visibility. */
const visible = '($1 or m.agent_id = $2 or m.queue_ids <@ $3::uuid[])';
function visibilityValues(visibility: Visibility): unknown[] {
  return visibility.all ? [true, null, []] : [false, visibility.agentId, visibility.queueIds];
}

export function listMoveRows(
  database: Queryable,
  visibility: Visibility,
  { after, limit }: { after: Keyset | null; limit: number },
): Promise<MoveRow[]> {
  return database.query<MoveRow>(
    `select ${columns} from moves m join agents a on a.id = m.agent_id
     where ${visible} and (m.created_at, m.id) < (coalesce($4::timestamptz, 'infinity'), coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
     order by m.created_at desc, m.id desc limit $6`,
    [...visibilityValues(visibility), after?.key ?? null, after?.id ?? null, limit + 1],
  );
}

export async function findMoveRow(database: Queryable, id: string, visibility: Visibility): Promise<MoveRow | null> {
  const [row] = await database.query<MoveRow>(
    `select ${columns} from moves m join agents a on a.id = m.agent_id where ${visible} and m.id = $4`,
    [...visibilityValues(visibility), id],
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
