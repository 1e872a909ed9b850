// Work whose time comes soon, straight into the tables: tickets that wait for an agent and for their first reply.
import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';

export type Crew = { queueId: string; inboxId: string };

/** A queue that gives its tickets out by itself, and agents with room for all of them who are there. */
export async function addCrew(database: ClientBase, agents: number): Promise<Crew> {
  const queueId = randomUUID();
  await database.query(
    `insert into queues (id, name, distribution, sticky_minutes, created_at) values ($1::uuid, $1::text, 'assign', 0, now())`,
    [queueId],
  );
  await database.query(`insert into teams (id, name, created_at) values ($1::uuid, $1::text, now())`, [queueId]);
  await database.query('insert into team_queues (team_id, queue_id) values ($1::uuid, $1::uuid)', [queueId]);
  await database.query(
    `with people as (
       insert into agents (id, name, email, role, password_hash, capacity, created_at)
       select gen_random_uuid(), 'Agent ' || n, n || '@' || $1::text || '.test', 'agent', 'x', 1000, now()
       from generate_series(1, $2::int) n returning id
     ), members as (insert into team_members (team_id, agent_id) select $1::text::uuid, id from people
     ), states as (insert into presences (agent_id, channel, state) select id, 'email', 'available' from people)
     insert into heartbeats (agent_id, at) select id, now() + interval '5 minutes' from people`,
    [queueId, agents],
  );
  const { rows } = await database.query<{ id: string }>('select id from inboxes order by created_at limit 1');
  return { queueId, inboxId: rows[0]?.id ?? '' };
}

/** Opened so long ago that an hour for the first reply is over within the next `overSeconds`, one after the other. */
export async function addPromisedTickets(
  database: ClientBase,
  { queueId, inboxId }: Crew,
  { count, overSeconds }: { count: number; overSeconds: number },
): Promise<void> {
  await database.query(
    `with given as (
       select gen_random_uuid() as id, gen_random_uuid() as contact_id,
         now() - interval '1 hour' + (n * $4::float8 / $3::int) * interval '1 second' as at from generate_series(1, $3::int) n
     ), people as (insert into contacts (id, name, created_at) select contact_id, 'Contact', at from given)
     , opened as (
       insert into tickets (id, number, channel, inbox_id, contact_id, subject, created_at)
       select id, nextval('ticket_numbers'), 'email', $2, contact_id, 'Waiting', at from given
     ), standing as (
       insert into ticket_standings (ticket_id, status, priority, queue_id, last_seq, snippet, last_activity_at, waiting_since)
       select id, 'open', 'normal', $1, 0, 'Waiting', at, at from given
     ) insert into events (type, ticket_id, actor_kind, actor_id, payload, at)
       select type, id, 'contact', contact_id, payload::jsonb, at from given cross join (values
         (1, 'ticket.opened', '{"by":"contact","followUpOfId":null,"mayBelongToId":null}'),
         (2, 'message.added', '{"messageId":"00000000-0000-0000-0000-000000000000","seq":1,"kind":"inbound","automatic":false}')) as e (n, type, payload)
       order by id, n`,
    [queueId, inboxId, count, overSeconds],
  );
}
