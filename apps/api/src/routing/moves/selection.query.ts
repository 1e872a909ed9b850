import type { MoveSelection } from '@diwan/contracts';
import type { Visibility } from '../../auth/caller.js';
import type { Queryable, Tx } from '../../database/database.js';
import { Parameters } from '../../database/parameters.js';

/** A ticket as it stands before a move. */
export type Chosen = { ticketId: string; queueId: string; assigneeId: string | null };

type Wish = { selection: MoveSelection; visibility: Visibility };

/** The unsolved tickets that a selection names and its caller may see, longest waiting first. */
export function listChosen(database: Queryable, wish: Wish): Promise<Chosen[]> {
  return choose(database, wish, '');
}

/** The same, and nobody else changes them until commit; locked in the order of ids, as everything else locks them. */
export function lockChosen(tx: Tx, wish: Wish): Promise<Chosen[]> {
  return choose(tx, wish, 'order by s.ticket_id for update of s');
}

function choose(database: Queryable, { selection, visibility }: Wish, lock: string): Promise<Chosen[]> {
  const parameters = new Parameters();
  const conditions = [
    `s.status in ('new', 'open', 'pending', 'on_hold')`,
    ...selectionConditions(selection, parameters),
    ...visibilityConditions(visibility, parameters),
  ];
  return database.query<Chosen>(
    `select "ticketId", "queueId", "assigneeId" from (
       select s.ticket_id as "ticketId", s.queue_id as "queueId", s.assignee_id as "assigneeId",
         coalesce(s.waiting_since, s.last_activity_at) as since
       from ticket_standings s where ${conditions.join(' and ')} ${lock}) chosen
     order by since, "ticketId"`,
    parameters.values,
  );
}

function selectionConditions(selection: MoveSelection, parameters: Parameters): string[] {
  if ('numbers' in selection) {
    return [`s.ticket_id in (select id from tickets where number = any(${parameters.add(selection.numbers)}))`];
  }
  const { queueId, assigneeId, status, statuses, priority } = selection;
  const conditions: string[] = [];
  if (queueId !== undefined) conditions.push(`s.queue_id = ${parameters.add(queueId)}`);
  if (assigneeId === null) conditions.push('s.assignee_id is null');
  else if (assigneeId !== undefined) conditions.push(`s.assignee_id = ${parameters.add(assigneeId)}`);
  if (status !== undefined) conditions.push(`s.status = ${parameters.add(status)}`);
  if (statuses !== undefined) conditions.push(`s.status = any(${parameters.add(statuses)})`);
  if (priority !== undefined) conditions.push(`s.priority = ${parameters.add(priority)}`);
  return conditions;
}

function visibilityConditions(visibility: Visibility, parameters: Parameters): string[] {
  if (visibility.all) return [];
  const [queues, agent] = [parameters.add(visibility.queueIds), parameters.add(visibility.agentId)];
  return [`(s.queue_id = any(${queues}) or s.assignee_id = ${agent})`];
}

/**
 * How many unsolved tickets each of these agents has: what an even spread starts from. Of agents whom the caller does not
 * lead only those count that the caller sees: what others carry is not theirs to know.
 */
export function countOpenTickets(
  database: Queryable,
  agentIds: readonly string[],
  visibility: Visibility,
): Promise<{ agentId: string; name: string; openTickets: number }[]> {
  return database.query(
    `select a.id as "agentId", a.name, (select count(*)::int from ticket_standings s
        where s.assignee_id = a.id and s.status in ('new', 'open', 'pending', 'on_hold')
          and ($2 or s.queue_id = any($3) or a.id = $4 or exists (
            select 1 from team_members m join team_queues q on q.team_id = m.team_id
            where m.agent_id = a.id and q.queue_id = any($3)))) as "openTickets"
     from agents a where a.id = any($1) and a.active order by a.name, a.id`,
    [agentIds, ...(visibility.all ? [true, [], null] : [false, visibility.queueIds, visibility.agentId])],
  );
}

export async function namesOf(
  database: Queryable,
  { queueIds, agentIds }: { queueIds: readonly string[]; agentIds: readonly string[] },
): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; name: string }>(
    `select id, name from queues where id = any($1) union all select id, name from agents where id = any($2)`,
    [queueIds, agentIds],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Whether anybody active serves the queue, at once or as overflow. */
export async function isServed(database: Queryable, queueId: string): Promise<boolean> {
  const rows = await database.query(
    `select 1 from team_queues q join team_members m on m.team_id = q.team_id join agents a on a.id = m.agent_id
     where q.queue_id = $1 and a.active limit 1`,
    [queueId],
  );
  return rows.length > 0;
}
