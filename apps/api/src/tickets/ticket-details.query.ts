import type { Queryable } from '../database/database.js';
import { rowColumns, rowJoins, type TicketRowData } from './ticket-list.query.js';

type Link = { number: number; subject: string } | null;

export type TicketDetailsData = TicketRowData & {
  inboxName: string;
  inboxAddress: string;
  queueName: string;
  language: string | null;
  followUpOf: Link;
  mayBelongTo: Link;
  solvedAt: Date | null;
  closedAt: Date | null;
  reopenCount: number;
};

function link(column: string): string {
  return `(select jsonb_build_object('number', l.number, 'subject', l.subject) from tickets l where l.id = t.${column})`;
}

export async function findTicketDetails(
  database: Queryable,
  number: number,
  agentId: string,
): Promise<TicketDetailsData | null> {
  const [row] = await database.query<TicketDetailsData>(
    `select ${rowColumns}, i.name as "inboxName", i.address as "inboxAddress", q.name as "queueName", t.language,
       ${link('follow_up_of_id')} as "followUpOf", ${link('may_belong_to_id')} as "mayBelongTo",
       s.solved_at as "solvedAt", s.closed_at as "closedAt", s.reopen_count as "reopenCount"
     from ticket_standings s ${rowJoins} join inboxes i on i.id = t.inbox_id join queues q on q.id = s.queue_id
     where t.number = $2`,
    [agentId, number],
  );
  return row ?? null;
}

export function findTicketRows(database: Queryable, ids: readonly string[], agentId: string): Promise<TicketRowData[]> {
  return database.query<TicketRowData>(
    `select ${rowColumns} from ticket_standings s ${rowJoins} where s.ticket_id = any($2)`,
    [agentId, ids],
  );
}

/** The contact's newest tickets besides this one. Visibility is judged by the caller, who gets queue and assignee. */
export function otherTicketsOf(database: Queryable, contactId: string, exceptId: string) {
  return database.query<{
    number: number;
    subject: string;
    status: string;
    lastActivityAt: Date;
    queueId: string;
    assigneeId: string | null;
  }>(
    `select t.number::float8 as number, t.subject, s.status, s.last_activity_at as "lastActivityAt",
       s.queue_id as "queueId", s.assignee_id as "assigneeId"
     from tickets t join ticket_standings s on s.ticket_id = t.id
     where t.contact_id = $1 and t.id <> $2 order by t.number desc limit 20`,
    [contactId, exceptId],
  );
}

export async function markTicketRead(
  database: Queryable,
  { agentId, ticketId, seq }: { agentId: string; ticketId: string; seq: number },
): Promise<void> {
  await database.query(
    `insert into ticket_reads (agent_id, ticket_id, seq) values ($1, $2, $3)
     on conflict (agent_id, ticket_id) do update set seq = greatest(ticket_reads.seq, excluded.seq)`,
    [agentId, ticketId, seq],
  );
}

/** A message that was taken back is nothing new: whoever had read all but such messages has read the ticket. */
export async function markCancelledRead(tx: Queryable, ticketId: string): Promise<void> {
  await tx.query(
    `update ticket_reads r set seq = s.last_seq from ticket_standings s
     where r.ticket_id = $1 and s.ticket_id = $1 and r.seq < s.last_seq and not exists (
       select 1 from messages m left join deliveries d on d.message_id = m.id
       where m.ticket_id = $1 and m.seq > r.seq and d.state is distinct from 'cancelled')`,
    [ticketId],
  );
}
