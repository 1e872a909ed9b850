// Queues, people who serve them and tickets that wait, straight into the tables: what routing and moves are measured on.

/** @returns ids of new queues that give nothing out yet, each served by a team of its own, its agents available */
export async function addQueues({ sql }, { queues, agentsPerQueue, capacity }) {
  const rows = await sql(
    `with made as (
       insert into queues (id, name, distribution, sticky_minutes, created_at)
       select gen_random_uuid(), 'Queue ' || n, 'manual', 0, now() from generate_series(1, $1::int) n returning id
     ), served as (
       insert into teams (id, name, created_at) select id, 'Team of ' || id, now() from made returning id
     ) select id from made`,
    [queues],
  );
  const ids = rows.map((row) => row.id);
  await sql('insert into team_queues (team_id, queue_id) select id, id from unnest($1::uuid[]) as id', [ids]);
  await sql(
    `with people as (
       insert into agents (id, name, email, role, password_hash, capacity, created_at)
       select gen_random_uuid(), 'Agent ' || n || ' of ' || team, n || '@' || team || '.test', 'agent', 'x', $3, now()
       from unnest($1::uuid[]) as team, generate_series(1, $2::int) n returning id, email
     ), members as (
       insert into team_members (team_id, agent_id)
       select split_part(split_part(email, '@', 2), '.test', 1)::uuid, id from people
     ), states as (
       insert into presences (agent_id, channel, state) select id, 'email', 'available' from people
     ) insert into heartbeats (agent_id, at) select id, now() + interval '5 minutes' from people`,
    [ids, agentsPerQueue, capacity],
  );
  return ids;
}

/** Unassigned open mails of as many contacts, spread over the queues, with priorities and waits that differ. */
export async function addWaitingTickets({ sql }, { queueIds, count }) {
  await sql(
    `insert into contacts (id, name, created_at) select md5('c' || n)::uuid, 'Contact ' || n, now() from generate_series(1, $1::int) n`,
    [count],
  );
  await sql(
    `insert into tickets (id, number, channel, inbox_id, contact_id, subject, created_at)
     select md5('t' || n)::uuid, nextval('ticket_numbers'), 'email', (select id from inboxes limit 1), md5('c' || n)::uuid, 'Waiting', now()
     from generate_series(1, $1::int) n`,
    [count],
  );
  await sql(
    `insert into ticket_standings (ticket_id, status, priority, queue_id, last_seq, snippet, last_activity_at, waiting_since)
     select md5('t' || n)::uuid, 'open', (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + (n::bigint * 7919) % 6],
       ($2::uuid[])[1 + n % cardinality($2::uuid[])], 0, 'Waiting', now(), now() - ((n::bigint * 104729) % 86400) * interval '1 second'
     from generate_series(1, $1::int) n`,
    [count, queueIds],
  );
  await sql('analyze');
}
