import type { Notice } from '@diwan/contracts';
import type { EscalationRole } from '@diwan/tickets';
import type { Visibility } from '../auth/caller.js';
import type { Queryable, Tx } from '../database/database.js';
import { jsonRows } from '../database/json-rows.js';
import { Parameters } from '../database/parameters.js';
import type { Keyset } from '../http/keyset.js';

export type NewNotice = {
  eventId: string;
  ticketId: string;
  at: Date;
  kind: Notice['about']['kind'];
  params: Record<string, unknown>;
  roles: readonly EscalationRole[];
  notTo: string | null;
};

/** Whoever is in one of these roles towards the ticket may see it: it is theirs, of a queue of theirs, or they see all. */
const isToldSql = `(
  ('assignee' = any(row.roles) and a.id = s.assignee_id)
  or ('lead' = any(row.roles) and a.role = 'lead' and exists (
    select 1 from team_members m join team_queues q on q.team_id = m.team_id
    where m.agent_id = a.id and q.queue_id = s.queue_id))
  or ('manager' = any(row.roles) and a.role =
    case when exists (select 1 from agents where active and role = 'manager') then 'manager' else 'admin' end))`;

/** Answers who was told of which ticket. Whoever has been told of an event is not told again. */
export async function writeNotices(
  tx: Tx,
  notices: readonly NewNotice[],
): Promise<{ agentId: string; ticketId: string }[]> {
  if (notices.length === 0) return [];
  const rows = notices.map(({ eventId, ticketId, notTo, ...rest }) => ({
    event_id: eventId,
    ticket_id: ticketId,
    not_to: notTo,
    ...rest,
  }));
  return tx.query(
    `insert into notices (agent_id, ticket_id, event_id, kind, params, created_at)
     select a.id, row.ticket_id, row.event_id, row.kind, row.params, row.at
     from jsonb_to_recordset($1::jsonb) as row (
       event_id bigint, ticket_id uuid, not_to uuid, at timestamptz, kind text, params jsonb, roles text[])
     join ticket_standings s on s.ticket_id = row.ticket_id
     join agents a on a.active and a.id is distinct from row.not_to and ${isToldSql}
     on conflict (agent_id, event_id) do nothing
     returning agent_id as "agentId", ticket_id as "ticketId"`,
    [jsonRows(rows)],
  );
}

export type NoticeRow = {
  id: string;
  number: number;
  subject: string;
  kind: Notice['about']['kind'];
  params: Record<string, unknown>;
  agentName: string | null;
  createdAt: Date;
  readAt: Date | null;
};

/** What somebody was told and may still see: a ticket can have left their queues since. */
function ownNotices({ all, ...seen }: Visibility & { agentId: string }, parameters: Parameters): string {
  const agent = parameters.add(seen.agentId);
  const queueIds = 'queueIds' in seen ? seen.queueIds : [];
  const visible = all ? 'true' : `(s.assignee_id = ${agent} or s.queue_id = any(${parameters.add(queueIds)}::uuid[]))`;
  return `from notices n join ticket_standings s on s.ticket_id = n.ticket_id where n.agent_id = ${agent} and ${visible}`;
}

export type Reader = Visibility & { agentId: string };

export function listNotices(
  database: Queryable,
  reader: Reader,
  { before, limit }: { before: Keyset | null; limit: number },
): Promise<NoticeRow[]> {
  const parameters = new Parameters();
  const own = ownNotices(reader, parameters);
  const place = before
    ? `and (n.created_at, n.id) < (${parameters.add(before.key)}::timestamptz, ${parameters.add(before.id)}::uuid)`
    : '';
  return database.query<NoticeRow>(
    `with page as (
       select n.* ${own} ${place} order by n.created_at desc, n.id desc limit ${parameters.add(limit + 1)})
     select page.id, t.number::float8 as number, t.subject, page.kind, page.params, a.name as "agentName",
       page.created_at as "createdAt", page.read_at as "readAt"
     from page join tickets t on t.id = page.ticket_id
     left join agents a on a.id = (page.params->>'agentId')::uuid
     order by page.created_at desc, page.id desc`,
    parameters.values,
  );
}

/** Not counted any further: screens say "99+". */
const mostCounted = 100;

export async function countUnreadNotices(database: Queryable, reader: Reader): Promise<number> {
  const parameters = new Parameters();
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from (
       select 1 ${ownNotices(reader, parameters)} and n.read_at is null limit ${mostCounted}) unread`,
    parameters.values,
  );
  return row?.count ?? 0;
}

/** Whether it is theirs; reading it again changes nothing. */
export async function markNoticeRead(database: Queryable, { id, agentId }: { id: string; agentId: string }) {
  const rows = await database.query(
    `update notices set read_at = coalesce(read_at, now()) where id = $1 and agent_id = $2 returning id`,
    [id, agentId],
  );
  return rows.length > 0;
}

export async function markNoticesRead(
  database: Queryable,
  { agentId, until }: { agentId: string; until: string },
): Promise<void> {
  await database.query(
    `update notices set read_at = now() where agent_id = $1 and read_at is null and created_at <= $2::timestamptz`,
    [agentId, until],
  );
}
