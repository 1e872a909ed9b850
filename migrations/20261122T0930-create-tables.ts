import type { MigrationInterface, QueryRunner } from 'typeorm';

// The shape that stays fast at millions of tickets: a narrow standing row per ticket with partial indexes over the
// unsolved ones, counts as a cube of deltas kept by a statement trigger, an outbox of events read behind an xid
// watermark, clocks with an indexed due time, append-only search documents partitioned by quarter.
export class CreateTables20261122093000 implements MigrationInterface {
  name = 'CreateTables20261122093000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [organisation, people, inboxes, contacts, tickets, messages, mail, work, search, counts]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table if exists ticket_count_deltas, ticket_counts, search_documents, idempotency_keys, event_cursors, events,
        clocks, deliveries, attachments, automatic_mails, mail_ids, mail_receipts, mailbox_cursors, ticket_participants, ticket_reads, messages,
        ticket_standings, tickets, handles, contacts, inboxes, sign_in_attempts, sessions, invitations, team_queues,
        team_members, teams, queues, agents, organisations cascade;
      drop sequence if exists ticket_numbers;
      drop function if exists count_ticket_standings(), keep_events_append_only();
    `);
  }
}

const organisation = `
  create table organisations (
    id smallint not null default 1,
    name text not null,
    language text not null,
    calendar text not null,
    digits text not null,
    time_zone text not null,
    week_start smallint not null,
    weekend smallint[] not null,
    acknowledge_new_tickets boolean not null default true,
    demo boolean not null default false,
    set_up_at timestamptz not null,
    constraint organisations_pkey primary key (id),
    constraint organisations_one_row check (id = 1)
  );`;

const people = `
  create table agents (
    id uuid not null,
    name text not null,
    email text not null,
    role text not null,
    password_hash text,
    active boolean not null default true,
    preferences jsonb not null default '{}',
    last_seen_at timestamptz,
    created_at timestamptz not null,
    constraint agents_pkey primary key (id),
    constraint agents_email_key unique (email),
    constraint agents_role_known check (role in ('agent', 'lead', 'manager', 'admin'))
  );
  create table queues (
    id uuid not null,
    name text not null,
    created_at timestamptz not null,
    constraint queues_pkey primary key (id),
    constraint queues_name_key unique (name)
  );
  create table teams (
    id uuid not null,
    name text not null,
    created_at timestamptz not null,
    constraint teams_pkey primary key (id),
    constraint teams_name_key unique (name)
  );
  create table team_members (
    team_id uuid not null,
    agent_id uuid not null,
    constraint team_members_pkey primary key (team_id, agent_id),
    constraint team_members_team_fkey foreign key (team_id) references teams (id) on delete cascade,
    constraint team_members_agent_fkey foreign key (agent_id) references agents (id) on delete cascade
  );
  create index team_members_agent_idx on team_members (agent_id);
  create table team_queues (
    team_id uuid not null,
    queue_id uuid not null,
    constraint team_queues_pkey primary key (team_id, queue_id),
    constraint team_queues_team_fkey foreign key (team_id) references teams (id) on delete cascade,
    constraint team_queues_queue_fkey foreign key (queue_id) references queues (id) on delete cascade
  );
  create table invitations (
    token_hash bytea not null,
    agent_id uuid not null,
    expires_at timestamptz not null,
    constraint invitations_pkey primary key (token_hash),
    constraint invitations_agent_fkey foreign key (agent_id) references agents (id) on delete cascade
  );
  create table sessions (
    id uuid not null,
    token_hash bytea not null,
    agent_id uuid not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    revoked_at timestamptz,
    address text not null,
    user_agent text not null,
    constraint sessions_pkey primary key (id),
    constraint sessions_token_hash_key unique (token_hash),
    constraint sessions_agent_fkey foreign key (agent_id) references agents (id) on delete cascade
  );
  create index sessions_agent_idx on sessions (agent_id);
  -- One row per failed sign-in; throttling counts them per account and per address.
  create table sign_in_attempts (
    id bigint generated always as identity,
    email text not null,
    address text not null,
    at timestamptz not null default now(),
    constraint sign_in_attempts_pkey primary key (id)
  );
  create index sign_in_attempts_email_idx on sign_in_attempts (email, at);
  create index sign_in_attempts_address_idx on sign_in_attempts (address, at);`;

const inboxes = `
  create table inboxes (
    id uuid not null,
    channel text not null,
    name text not null,
    address text not null,
    sender_name text not null,
    queue_id uuid not null,
    language text not null,
    accepts_smtp boolean not null default false,
    -- Servers, ports, users; never a secret.
    settings jsonb not null default '{}',
    -- AES-256-GCM, bound to this row.
    secrets bytea,
    enabled boolean not null default true,
    health jsonb not null default '{}',
    version integer not null default 1,
    created_at timestamptz not null,
    constraint inboxes_pkey primary key (id),
    constraint inboxes_address_key unique (channel, address),
    constraint inboxes_queue_fkey foreign key (queue_id) references queues (id)
  );
  create table mailbox_cursors (
    inbox_id uuid not null,
    folder text not null,
    uid_validity text not null,
    last_uid bigint not null,
    constraint mailbox_cursors_pkey primary key (inbox_id, folder),
    constraint mailbox_cursors_inbox_fkey foreign key (inbox_id) references inboxes (id) on delete cascade
  );`;

const contacts = `
  create table contacts (
    id uuid not null,
    name text not null,
    language text,
    created_at timestamptz not null,
    constraint contacts_pkey primary key (id)
  );
  create table handles (
    id uuid not null,
    contact_id uuid not null,
    kind text not null,
    value text not null,
    bounced_at timestamptz,
    constraint handles_pkey primary key (id),
    constraint handles_value_key unique (kind, value),
    constraint handles_contact_fkey foreign key (contact_id) references contacts (id) on delete cascade
  );
  create index handles_contact_idx on handles (contact_id);`;

const tickets = `
  create sequence ticket_numbers start 1001;
  create table tickets (
    id uuid not null,
    number bigint not null,
    channel text not null,
    inbox_id uuid not null,
    contact_id uuid not null,
    subject text not null,
    language text,
    created_at timestamptz not null,
    follow_up_of_id uuid,
    may_belong_to_id uuid,
    constraint tickets_pkey primary key (id),
    constraint tickets_number_key unique (number),
    constraint tickets_inbox_fkey foreign key (inbox_id) references inboxes (id),
    constraint tickets_contact_fkey foreign key (contact_id) references contacts (id)
  );
  create index tickets_contact_idx on tickets (contact_id, number desc);
  -- No foreign keys to queues and agents: a bulk move of 10,000 rows would check each of them; the use cases do.
  create table ticket_standings (
    ticket_id uuid not null,
    status text not null,
    priority text not null,
    queue_id uuid not null,
    assignee_id uuid,
    last_seq integer not null,
    snippet text not null,
    last_activity_at timestamptz not null,
    waiting_since timestamptz,
    snoozed_until timestamptz,
    solved_at timestamptz,
    closed_at timestamptz,
    reopen_count integer not null default 0,
    version integer not null default 1,
    constraint ticket_standings_pkey primary key (ticket_id),
    constraint ticket_standings_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade,
    constraint ticket_standings_status_known check (status in ('new', 'open', 'pending', 'on_hold', 'solved', 'closed')),
    constraint ticket_standings_priority_known check (priority in ('low', 'normal', 'high', 'urgent')),
    constraint ticket_standings_solved_assigned check (status <> 'solved' or assignee_id is not null)
  ) with (fillfactor = 85);
  create index ticket_standings_assignee_idx on ticket_standings (assignee_id, last_activity_at desc, ticket_id desc)
    where status in ('new', 'open', 'pending', 'on_hold');
  create index ticket_standings_queue_idx on ticket_standings (queue_id, last_activity_at desc, ticket_id desc)
    where status in ('new', 'open', 'pending', 'on_hold');
  create index ticket_standings_unassigned_idx on ticket_standings (queue_id, last_activity_at desc, ticket_id desc)
    where status in ('new', 'open', 'pending', 'on_hold') and assignee_id is null;
  create index ticket_standings_waiting_idx on ticket_standings (queue_id, waiting_since, ticket_id)
    where status in ('new', 'open') and waiting_since is not null;
  create index ticket_standings_solved_idx on ticket_standings (queue_id, last_activity_at desc, ticket_id desc)
    where status in ('solved', 'closed');
  create table ticket_reads (
    agent_id uuid not null,
    ticket_id uuid not null,
    seq integer not null,
    constraint ticket_reads_pkey primary key (agent_id, ticket_id)
  );
  -- Everybody who has been From, To or Cc in a ticket: who may join it by an unproven rule.
  create table ticket_participants (
    ticket_id uuid not null,
    address text not null,
    constraint ticket_participants_pkey primary key (ticket_id, address)
  );`;

const messages = `
  create table messages (
    id uuid not null,
    ticket_id uuid not null,
    seq integer not null,
    kind text not null,
    channel text not null,
    author_kind text not null,
    author_id uuid,
    author_name text not null,
    from_address jsonb,
    to_addresses jsonb not null default '[]',
    cc_addresses jsonb not null default '[]',
    subject text not null default '',
    text text not null,
    reply_text text not null,
    html text,
    message_id text,
    automatic jsonb not null default '{"is": false, "why": []}',
    sent_at timestamptz,
    created_at timestamptz not null,
    warnings text[] not null default '{}',
    constraint messages_pkey primary key (ticket_id, seq),
    constraint messages_id_key unique (id),
    constraint messages_kind_known check (kind in ('inbound', 'outbound', 'note')),
    constraint messages_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade
  );
  -- Bytes live in the blob store under their hash; only rows are here.
  create table attachments (
    id uuid not null,
    message_id uuid,
    agent_id uuid,
    position integer not null default 0,
    name text not null,
    content_type text not null,
    size_bytes bigint not null,
    sha256 text not null,
    content_id text,
    inline boolean not null default false,
    created_at timestamptz not null,
    constraint attachments_pkey primary key (id)
  );
  create index attachments_message_idx on attachments (message_id, position);`;

const mail = `
  -- One row per mail that was ever fetched or accepted: the ledger of outcomes (promise P1).
  create table mail_receipts (
    id uuid not null,
    inbox_id uuid not null,
    source text not null,
    content_hash bytea not null,
    envelope_from text,
    envelope_to text[] not null default '{}',
    folder text,
    uid_validity text,
    uid bigint,
    size_bytes bigint not null,
    truncated boolean not null default false,
    received_at timestamptz not null default now(),
    -- null: not understood yet.
    outcome text,
    cause text,
    detail text,
    duplicate_of uuid,
    ticket_id uuid,
    message_id uuid,
    -- What an admin needs to recognise a mail that became no message.
    from_address text not null default '',
    subject text not null default '',
    steps jsonb,
    attempts integer not null default 0,
    force boolean not null default false,
    next_attempt_at timestamptz not null default now(),
    claimed_by uuid,
    claimed_until timestamptz,
    understood_at timestamptz,
    raw bytea,
    constraint mail_receipts_pkey primary key (id),
    constraint mail_receipts_inbox_fkey foreign key (inbox_id) references inboxes (id),
    constraint mail_receipts_outcome_known check (outcome in
      ('ticket', 'appended', 'duplicate', 'suspended', 'quarantined', 'bounce_matched', 'discarded'))
  );
  alter table mail_receipts alter column raw set storage external;
  create unique index mail_receipts_content_key on mail_receipts (inbox_id, content_hash) where outcome is distinct from 'duplicate';
  create unique index mail_receipts_position_key on mail_receipts (inbox_id, folder, uid_validity, uid) where uid is not null;
  create index mail_receipts_waiting_idx on mail_receipts (next_attempt_at, id) where outcome is null;
  create index mail_receipts_held_idx on mail_receipts (received_at desc, id desc) where outcome in ('suspended', 'quarantined');
  create index mail_receipts_discarded_idx on mail_receipts (received_at) where outcome = 'discarded' and raw is not null;
  create index mail_receipts_message_idx on mail_receipts (message_id) where message_id is not null;
  -- Message-IDs by which a later mail can find its ticket: those of its messages and those that its mails quoted.
  create table mail_ids (
    inbox_id uuid not null,
    value text not null,
    ticket_id uuid not null,
    message_id uuid,
    kind text not null,
    created_at timestamptz not null,
    constraint mail_ids_pkey primary key (inbox_id, value, ticket_id),
    constraint mail_ids_kind_known check (kind in ('own', 'received', 'quoted', 'thread_index'))
  );
  create index mail_ids_ticket_idx on mail_ids (ticket_id);
  -- What Diwan wrote by itself and to whom: the caps against loops rest on it.
  create table automatic_mails (
    message_id uuid not null,
    address text not null,
    ticket_id uuid not null,
    in_reply_to text,
    at timestamptz not null default now(),
    constraint automatic_mails_pkey primary key (message_id)
  );
  create index automatic_mails_address_idx on automatic_mails (address, at);`;

const work = `
  create table deliveries (
    message_id uuid not null,
    inbox_id uuid not null,
    ticket_id uuid not null,
    state text not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    first_attempt_at timestamptz,
    -- Fencing: only the holder of the newest lease may write the result.
    lease_token uuid,
    leased_until timestamptz,
    error_code text,
    error_detail text,
    response text,
    in_reply_to text,
    "references" text[] not null default '{}',
    -- After a partial refusal: whom the next attempt is for.
    only_to text[],
    thread_index text,
    reply_to text,
    undo jsonb,
    language text not null default 'en',
    sent_at timestamptz,
    created_at timestamptz not null,
    constraint deliveries_pkey primary key (message_id),
    constraint deliveries_state_known check (state in
      ('scheduled', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'bounced'))
  );
  create index deliveries_due_idx on deliveries (inbox_id, next_attempt_at) where state in ('scheduled', 'queued', 'sending');
  create table clocks (
    ticket_id uuid not null,
    kind text not null,
    due_at timestamptz not null,
    constraint clocks_pkey primary key (ticket_id, kind)
  );
  create index clocks_due_idx on clocks (due_at);
  -- Outbox, timeline and audit in one: what happened, in the past tense, written with the change itself.
  create table events (
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    type text not null,
    ticket_id uuid,
    actor_kind text not null,
    actor_id uuid,
    payload jsonb not null default '{}',
    address text,
    at timestamptz not null default now(),
    constraint events_pkey primary key (id),
    constraint events_actor_known check (actor_kind in ('agent', 'contact', 'rule', 'system'))
  );
  create index events_feed_idx on events (xid, id);
  create index events_ticket_idx on events (ticket_id, id) where ticket_id is not null;
  create index events_audit_idx on events (id desc) where ticket_id is null;
  create function keep_events_append_only() returns trigger language plpgsql as $$
    begin raise exception 'events are append-only'; end $$;
  create trigger events_append_only before update or delete on events for each statement execute function keep_events_append_only();
  create table event_cursors (
    handler text not null,
    xid xid8 not null,
    event_id bigint not null,
    constraint event_cursors_pkey primary key (handler)
  );
  create table idempotency_keys (
    agent_id uuid not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    response jsonb not null,
    created_at timestamptz not null default now(),
    constraint idempotency_keys_pkey primary key (agent_id, key)
  );
  create index idempotency_keys_created_idx on idempotency_keys (created_at);`;

const search = `
  create table search_documents (
    message_id uuid not null,
    ticket_id uuid not null,
    seq integer not null,
    created_at timestamptz not null,
    words tsvector not null
  ) partition by range (created_at);
  create table search_documents_rest partition of search_documents default;
  create index search_documents_words_idx on search_documents using gin (words);
  create index search_documents_ticket_idx on search_documents (ticket_id);`;

const counts = `
  -- How many tickets stand where. Deltas are appended by a statement trigger (a bulk move writes a handful of rows, no
  -- write waits for another), rolled up by the worker; the truth is rolled-up plus pending, so a count is never stale.
  create table ticket_counts (
    queue_id uuid not null,
    assignee_id uuid not null,
    status text not null,
    count bigint not null,
    constraint ticket_counts_pkey primary key (queue_id, assignee_id, status)
  );
  create table ticket_count_deltas (
    id bigint generated always as identity,
    queue_id uuid not null,
    assignee_id uuid not null,
    status text not null,
    delta integer not null,
    constraint ticket_count_deltas_pkey primary key (id)
  );
  create function count_ticket_standings() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into ticket_count_deltas (queue_id, assignee_id, status, delta)
        select queue_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, count(*)
        from added group by 1, 2, 3;
      elsif tg_op = 'DELETE' then
        insert into ticket_count_deltas (queue_id, assignee_id, status, delta)
        select queue_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, -count(*)
        from removed group by 1, 2, 3;
      else
        insert into ticket_count_deltas (queue_id, assignee_id, status, delta)
        select queue_id, assignee_id, status, sum(n) from (
          select queue_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000') as assignee_id, status, count(*) as n
          from added group by 1, 2, 3
          union all
          select queue_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, -count(*)
          from removed group by 1, 2, 3
        ) moved group by 1, 2, 3 having sum(n) <> 0;
      end if;
      return null;
    end $$;
  create trigger ticket_standings_counted_insert after insert on ticket_standings
    referencing new table as added for each statement execute function count_ticket_standings();
  create trigger ticket_standings_counted_update after update on ticket_standings
    referencing old table as removed new table as added for each statement execute function count_ticket_standings();
  create trigger ticket_standings_counted_delete after delete on ticket_standings
    referencing old table as removed for each statement execute function count_ticket_standings();`;
