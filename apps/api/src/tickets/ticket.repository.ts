import type { Actor, Ticket, TicketChange } from '@diwan/tickets';
import { jsonRows } from '../database/json-rows.js';
import type { Queryable, Tx } from '../database/database.js';
import { recordEvents } from '../events/event.repository.js';
import type { RecordedEvent } from '../events/domain-events.js';
import { setTicketClocks } from './ticket-clocks.query.js';

/** The columns of a ticket (identity `t`, standing `s`) under their domain names. */
export const ticketColumns = `
  t.id, t.number::float8 as number, t.channel, t.inbox_id as "inboxId", t.contact_id as "contactId", t.subject, t.language,
  t.created_at as "createdAt", t.follow_up_of_id as "followUpOfId", t.may_belong_to_id as "mayBelongToId",
  s.status, s.priority, s.queue_id as "queueId", s.assignee_id as "assigneeId", s.last_seq as "lastSeq", s.snippet,
  s.last_activity_at as "lastActivityAt", s.waiting_since as "waitingSince", s.snoozed_until as "snoozedUntil",
  s.solved_at as "solvedAt", s.closed_at as "closedAt", s.reopen_count as "reopenCount",
  s.escalation_level as "escalationLevel", s.version`;

/** Tickets with their standings locked until commit, in the order of their ids. */
export function lockTickets(tx: Tx, ids: readonly string[]): Promise<Ticket[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.query<Ticket>(
    `select ${ticketColumns} from ticket_standings s join tickets t on t.id = s.ticket_id
     where s.ticket_id = any($1) order by s.ticket_id for update of s`,
    [ids],
  );
}

export async function lockTicket(tx: Tx, number: number): Promise<Ticket | null> {
  const [ticket] = await tx.query<Ticket>(
    `select ${ticketColumns} from tickets t join ticket_standings s on t.id = s.ticket_id
     where t.number = $1 for update of s`,
    [number],
  );
  return ticket ?? null;
}

export async function findTicket(database: Queryable, number: number): Promise<Ticket | null> {
  const [ticket] = await database.query<Ticket>(
    `select ${ticketColumns} from tickets t join ticket_standings s on t.id = s.ticket_id where t.number = $1`,
    [number],
  );
  return ticket ?? null;
}

export function findTicketsById(database: Queryable, ids: readonly string[]): Promise<Ticket[]> {
  return database.query<Ticket>(
    `select ${ticketColumns} from ticket_standings s join tickets t on t.id = s.ticket_id where s.ticket_id = any($1)`,
    [ids],
  );
}

export async function nextTicketNumbers(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.query<{ number: number }>(
    `select nextval('ticket_numbers')::float8 as number from generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => row.number);
}

/** Writes new tickets and their standings. */
export async function insertTickets(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return;
  const rows = jsonRows(tickets);
  await tx.query(
    `insert into tickets (id, number, channel, inbox_id, contact_id, subject, language, created_at, follow_up_of_id, may_belong_to_id)
     select id, number, channel, "inboxId", "contactId", subject, language, "createdAt", "followUpOfId", "mayBelongToId"
     from jsonb_to_recordset($1::jsonb) as row (id uuid, number bigint, channel text, "inboxId" uuid, "contactId" uuid,
       subject text, language text, "createdAt" timestamptz, "followUpOfId" uuid, "mayBelongToId" uuid)`,
    [rows],
  );
  await tx.query(
    `insert into ticket_standings (ticket_id, ${standingColumns}) select id, ${standingFields}
     from jsonb_to_recordset($1::jsonb) as row (id uuid, ${standingTypes})`,
    [rows],
  );
}

const standingColumns = `status, priority, queue_id, assignee_id, last_seq, snippet, last_activity_at, waiting_since,
  snoozed_until, solved_at, closed_at, reopen_count, escalation_level, version`;
const standingFields = `status, priority, "queueId", "assigneeId", "lastSeq", snippet, "lastActivityAt", "waitingSince",
  "snoozedUntil", "solvedAt", "closedAt", "reopenCount", "escalationLevel", version`;
const standingTypes = `status text, priority text, "queueId" uuid, "assigneeId" uuid, "lastSeq" integer, snippet text,
  "lastActivityAt" timestamptz, "waitingSince" timestamptz, "snoozedUntil" timestamptz, "solvedAt" timestamptz,
  "closedAt" timestamptz, "reopenCount" integer, "escalationLevel" smallint, version integer`;

/** Writes changed standings of tickets that this transaction has locked; each version grows by one. */
export async function updateStandings(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return;
  await tx.query(
    `update ticket_standings s set (${standingColumns}) = row (row.status, row.priority, row."queueId", row."assigneeId",
       row."lastSeq", row.snippet, row."lastActivityAt", row."waitingSince", row."snoozedUntil", row."solvedAt",
       row."closedAt", row."reopenCount", row."escalationLevel", s.version + 1)
     from jsonb_to_recordset($1::jsonb) as row (id uuid, ${standingTypes}) where s.ticket_id = row.id`,
    [jsonRows(tickets)],
  );
}

/** Stores one change of one locked ticket with its events; answers the ticket as it now is. */
export async function storeChange(
  tx: Tx,
  change: TicketChange<Ticket>,
  by: { actor: Actor; address?: string | null },
): Promise<Ticket> {
  if (change.events.length === 0) return change.ticket;
  await updateStandings(tx, [change.ticket]);
  await recordEvents(tx, ticketEvents(change, by.actor), by.address ?? null);
  await setTicketClocks(tx, [change.ticket]);
  return { ...change.ticket, version: change.ticket.version + 1 };
}

/** The change's events as rows of the feed. */
export function ticketEvents(change: TicketChange<Ticket>, actor: Actor): RecordedEvent[] {
  return change.events.map((event) => ({ ...event, actor, ticketId: change.ticket.id }));
}
