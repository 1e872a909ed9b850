import { v7 as uuidv7 } from 'uuid';
import type { ChannelKind, TicketPriority } from '@diwan/tickets';
import type { Queryable } from '../database/database.js';
import { anInbox, type AnInbox } from './an-inbox.js';

type Wanted = { distribution?: 'manual' | 'assign' | 'offer'; offerSeconds?: number; stickyMinutes?: number };

/** A queue that gives its tickets out, with the inbox that leads to it. */
export async function aQueue(
  database: Queryable,
  { distribution = 'assign', offerSeconds = 20, stickyMinutes = 0 }: Wanted = {},
): Promise<AnInbox> {
  const inbox = await anInbox(database);
  await database.query('update queues set distribution = $2, offer_seconds = $3, sticky_minutes = $4 where id = $1', [
    inbox.queueId,
    distribution,
    offerSeconds,
    stickyMinutes,
  ]);
  return inbox;
}

/** An agent who is there, available and serves the queue; no session, for specs that only route. */
export async function aServingAgent(
  database: Queryable,
  queueId: string,
  { capacity = 100, overflowAfterSeconds = 0, channel = 'email' as ChannelKind } = {},
): Promise<string> {
  const [id, teamId] = [uuidv7(), uuidv7()];
  await database.query(
    `insert into agents (id, name, email, role, password_hash, capacity, created_at) values ($1, $2, $3, 'agent', 'x', $4, now())`,
    [id, `Agent ${id.slice(-6)}`, `${id}@diwan.test`, capacity],
  );
  await database.query('insert into teams (id, name, created_at) values ($1, $2, now())', [teamId, teamId]);
  await database.query('insert into team_members (team_id, agent_id) values ($1, $2)', [teamId, id]);
  await database.query('insert into team_queues (team_id, queue_id, overflow_after_seconds) values ($1, $2, $3)', [
    teamId,
    queueId,
    overflowAfterSeconds,
  ]);
  await database.query(`insert into presences (agent_id, channel, state) values ($1, $2, 'available')`, [id, channel]);
  await database.query('insert into heartbeats (agent_id, at) values ($1, now())', [id]);
  return id;
}

type TicketWish = { waitedSeconds?: number; priority?: TicketPriority; contactId?: string; assigneeId?: string | null };

/** Tickets of contacts who wait, straight into the tables; their ids in the order given. */
export async function waitingTickets(
  database: Queryable,
  { id: inboxId, queueId }: AnInbox,
  wishes: readonly TicketWish[],
): Promise<string[]> {
  const rows = wishes.map((wish) => ({ id: uuidv7(), contact: wish.contactId ?? uuidv7(), ...wish }));
  await database.query(
    `insert into contacts (id, name, created_at) select distinct c, 'Contact', now() from unnest($1::uuid[]) as c on conflict do nothing`,
    [rows.map((row) => row.contact)],
  );
  await database.query(
    `insert into tickets (id, number, channel, inbox_id, contact_id, subject, created_at)
     select row.id, nextval('ticket_numbers'), 'email', $1, row.contact, 'Waiting', now()
     from unnest($2::uuid[], $3::uuid[]) as row (id, contact)`,
    [inboxId, rows.map((row) => row.id), rows.map((row) => row.contact)],
  );
  await database.query(
    `insert into ticket_standings (ticket_id, status, priority, queue_id, assignee_id, last_seq, snippet, last_activity_at, waiting_since)
     select row.id, 'open', row.priority, $1, row.assignee, 0, '', now(), now() - row.waited * interval '1 second'
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::integer[]) as row (id, priority, assignee, waited)`,
    [
      queueId,
      rows.map((row) => row.id),
      rows.map((row) => row.priority ?? 'normal'),
      rows.map((row) => row.assigneeId ?? null),
      rows.map((row) => row.waitedSeconds ?? 60),
    ],
  );
  return rows.map((row) => row.id);
}

/** Whose these tickets are, in the order given. */
export async function assigneesOf(database: Queryable, ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await database.query<{ id: string; assigneeId: string | null }>(
    'select ticket_id as id, assignee_id as "assigneeId" from ticket_standings where ticket_id = any($1)',
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.assigneeId ?? null);
}
