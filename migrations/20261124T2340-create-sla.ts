import type { MigrationInterface, QueryRunner } from 'typeorm';

// What is promised to whom, in which hours, and how far each ticket's clocks have come.
export class CreateSla20261124234000 implements MigrationInterface {
  name = 'CreateSla20261124234000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [promises, standings, places]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table if exists sla_standings, sla_terms, sla_policies cascade;
      drop index ticket_standings_due_idx, ticket_standings_routing_idx;
      alter table ticket_standings drop column due_at, drop column escalation_level;
      alter table organisations drop column business_hours;
      create index ticket_standings_routing_idx on ticket_standings (
          queue_id,
          (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end),
          (coalesce(waiting_since, last_activity_at)),
          ticket_id)
        where assignee_id is null and status in ('new', 'open');
    `);
  }
}

const promises = `
  -- null: from nine to five on all days but the weekend, in the organisation's time zone.
  alter table organisations add column business_hours jsonb;
  create table sla_policies (
    id uuid not null,
    name text not null,
    -- The first one that matches a ticket wins.
    position integer not null,
    conditions jsonb not null default '{}',
    hours text not null,
    pause_on_hold boolean not null,
    targets jsonb not null,
    escalation jsonb not null default '[]',
    created_at timestamptz not null default now(),
    constraint sla_policies_pkey primary key (id),
    constraint sla_policies_name_key unique (name),
    constraint sla_policies_hours_known check (hours in ('business', 'calendar'))
  );
  -- Policies and hours as they were from then on. A clock that has run under old ones needs them to settle what it used.
  create table sla_terms (
    revision integer not null,
    at timestamptz not null default now(),
    hours jsonb not null,
    policies jsonb not null,
    constraint sla_terms_pkey primary key (revision)
  );`;

const standings = `
  -- The fold over a ticket's events so far. Apart from ticket_standings, whose rows have to stay narrow.
  create table sla_standings (
    ticket_id uuid not null,
    policy_id uuid,
    revision integer not null,
    running boolean not null,
    state jsonb not null,
    last_event_id bigint not null,
    constraint sla_standings_pkey primary key (ticket_id),
    constraint sla_standings_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade
  ) with (fillfactor = 70);
  create index sla_standings_behind_idx on sla_standings (revision) where running;`;

const places = `
  alter table ticket_standings
    -- The soonest due time of the ticket's running clocks.
    add column due_at timestamptz,
    add column escalation_level smallint not null default 0;
  create index ticket_standings_due_idx on ticket_standings (queue_id, due_at, ticket_id) where due_at is not null;
  -- The order of a queue (libs/tickets order-queue.ts) over what waits for an agent.
  drop index ticket_standings_routing_idx;
  create index ticket_standings_routing_idx on ticket_standings (
      queue_id,
      (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end),
      due_at,
      (coalesce(waiting_since, last_activity_at)),
      ticket_id)
    where assignee_id is null and status in ('new', 'open');`;
