import type { MigrationInterface, QueryRunner } from 'typeorm';

// Who is there, what they can carry, and how waiting tickets find them; bulk moves with what undo needs.
export class CreateRouting20261124230000 implements MigrationInterface {
  name = 'CreateRouting20261124230000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [presence, skills, routing, moves]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table if exists moved_tickets, moves, passed_offers, offers, ticket_skills, agent_skills, skills, heartbeats,
        presences cascade;
      drop index if exists ticket_standings_routing_idx;
      alter table team_queues drop column overflow_after_seconds;
      alter table queues drop column distribution, drop column offer_seconds, drop column sticky_minutes;
      alter table organisations drop column channel_weights;
      alter table agents drop column capacity, drop column last_assigned_at, add column last_seen_at timestamptz;
    `);
  }
}

const presence = `
  -- What somebody declared, per channel; whether they are really there is told by their heartbeat.
  create table presences (
    agent_id uuid not null,
    channel text not null,
    state text not null,
    reason text,
    since timestamptz not null default now(),
    constraint presences_pkey primary key (agent_id, channel),
    constraint presences_agent_fkey foreign key (agent_id) references agents (id) on delete cascade,
    constraint presences_channel_known check (channel in ('email', 'chat', 'phone')),
    constraint presences_state_known check (state in ('available', 'away', 'offline', 'not_responding'))
  );
  -- Apart from everything else: rewritten every 20 seconds by every open browser.
  create table heartbeats (
    agent_id uuid not null,
    at timestamptz not null,
    constraint heartbeats_pkey primary key (agent_id),
    constraint heartbeats_agent_fkey foreign key (agent_id) references agents (id) on delete cascade
  ) with (fillfactor = 50);
  alter table agents
    add column capacity integer not null default 100,
    add column last_assigned_at timestamptz,
    -- Never written; who was seen when is what heartbeats tell.
    drop column last_seen_at,
    add constraint agents_capacity_bounded check (capacity between 0 and 1000);
  alter table organisations add column channel_weights jsonb not null default '{"phone": 100, "chat": 25, "email": 10}';`;

const skills = `
  create table skills (
    id uuid not null,
    name text not null,
    constraint skills_pkey primary key (id),
    constraint skills_name_key unique (name)
  );
  create table agent_skills (
    agent_id uuid not null,
    skill_id uuid not null,
    constraint agent_skills_pkey primary key (agent_id, skill_id),
    constraint agent_skills_agent_fkey foreign key (agent_id) references agents (id) on delete cascade,
    constraint agent_skills_skill_fkey foreign key (skill_id) references skills (id) on delete cascade
  );
  create table ticket_skills (
    ticket_id uuid not null,
    skill_id uuid not null,
    -- After this long the ticket goes to somebody without; null: never.
    relax_after_seconds integer,
    constraint ticket_skills_pkey primary key (ticket_id, skill_id),
    constraint ticket_skills_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade,
    constraint ticket_skills_skill_fkey foreign key (skill_id) references skills (id) on delete cascade
  );`;

const routing = `
  alter table queues
    -- manual: agents take tickets themselves · assign: given out · offer: offered, and given to who accepts in time.
    add column distribution text not null default 'manual',
    add column offer_seconds integer not null default 20,
    -- How long whoever served a contact last is preferred for them; 0: not at all.
    add column sticky_minutes integer not null default 10080,
    add constraint queues_distribution_known check (distribution in ('manual', 'assign', 'offer')),
    add constraint queues_offer_seconds_bounded check (offer_seconds between 5 and 600),
    add constraint queues_sticky_minutes_bounded check (sticky_minutes between 0 and 525600);
  -- 0: the team serves the queue at once; more: it takes over what has waited so long.
  alter table team_queues
    add column overflow_after_seconds integer not null default 0,
    add constraint team_queues_overflow_bounded check (overflow_after_seconds between 0 and 604800);
  -- The order of a queue (libs/tickets order-queue.ts) over what waits for an agent.
  create index ticket_standings_routing_idx on ticket_standings (
      queue_id,
      (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end),
      (coalesce(waiting_since, last_activity_at)),
      ticket_id)
    where assignee_id is null and status in ('new', 'open');
  create table offers (
    ticket_id uuid not null,
    agent_id uuid not null,
    -- Where the ticket waited: in another queue the offer is void.
    queue_id uuid not null,
    reason jsonb not null,
    offered_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint offers_pkey primary key (ticket_id),
    constraint offers_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade,
    constraint offers_agent_fkey foreign key (agent_id) references agents (id) on delete cascade
  );
  create index offers_agent_idx on offers (agent_id);
  create index offers_expires_idx on offers (expires_at);
  -- Who was offered a ticket and did not take it: not asked again for this one while it waits.
  create table passed_offers (
    ticket_id uuid not null,
    agent_id uuid not null,
    at timestamptz not null default now(),
    constraint passed_offers_pkey primary key (ticket_id, agent_id),
    constraint passed_offers_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade,
    constraint passed_offers_agent_fkey foreign key (agent_id) references agents (id) on delete cascade
  );`;

const moves = `
  -- One audited operation over many tickets. What each ticket was before and became is in moved_tickets: undo restores
  -- exactly those that nobody has touched since.
  create table moves (
    id uuid not null,
    agent_id uuid not null,
    selection jsonb not null,
    target jsonb not null,
    reason text not null default '',
    state text not null,
    total integer not null,
    moved integer not null default 0,
    failed integer not null default 0,
    restored integer not null default 0,
    -- From and to: who serves all of them may see the move.
    queue_ids uuid[] not null,
    back_at timestamptz,
    -- After a failure: until then others go first.
    retry_at timestamptz,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    undone_at timestamptz,
    constraint moves_pkey primary key (id),
    constraint moves_agent_fkey foreign key (agent_id) references agents (id),
    constraint moves_state_known check (state in ('running', 'done', 'undoing', 'undone'))
  );
  create index moves_newest_idx on moves (created_at desc, id desc);
  create index moves_back_idx on moves (back_at) where back_at is not null and state = 'done';
  create index moves_running_idx on moves (created_at) where state in ('running', 'undoing');
  -- No foreign key, and no index that knows the outcome: ten thousand rows are written and then updated in place.
  create table moved_tickets (
    move_id uuid not null,
    ticket_id uuid not null,
    position integer not null,
    -- null: not reached yet.
    outcome text,
    from_queue_id uuid not null,
    from_assignee_id uuid,
    to_queue_id uuid not null,
    to_assignee_id uuid,
    constraint moved_tickets_pkey primary key (move_id, ticket_id),
    constraint moved_tickets_outcome_known check (outcome in
      ('moved', 'touched', 'closed', 'gone', 'restored', 'kept'))
  ) with (fillfactor = 60);
  create index moved_tickets_ticket_idx on moved_tickets (ticket_id);`;
