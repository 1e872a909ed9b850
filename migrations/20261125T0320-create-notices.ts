import type { MigrationInterface, QueryRunner } from 'typeorm';

// What somebody is told of a ticket without looking for it.
export class CreateNotices20261125032000 implements MigrationInterface {
  name = 'CreateNotices20261125032000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(notices);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists notices');
  }
}

const notices = `
  create table notices (
    id uuid not null default gen_random_uuid(),
    agent_id uuid not null,
    ticket_id uuid not null,
    -- Of which event it tells: each agent is told of it once.
    event_id bigint not null,
    kind text not null,
    -- What the sentence needs; ids and codes, and the words of whoever escalated.
    params jsonb not null default '{}',
    -- As exact as screens know it, which say until when they have read.
    created_at timestamptz(3) not null,
    read_at timestamptz,
    constraint notices_pkey primary key (id),
    constraint notices_event_key unique (agent_id, event_id),
    constraint notices_kind_known check (kind in ('due_soon', 'overdue', 'escalated')),
    constraint notices_agent_fkey foreign key (agent_id) references agents (id) on delete cascade,
    constraint notices_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade
  );
  create index notices_agent_idx on notices (agent_id, created_at desc, id desc);
  create index notices_unread_idx on notices (agent_id) where read_at is null;
  create index notices_read_idx on notices (read_at) where read_at is not null;`;
