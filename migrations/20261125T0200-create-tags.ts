import type { MigrationInterface, QueryRunner } from 'typeorm';

// Words on tickets. Apart from ticket_standings: a move of ten thousand tickets, and routing, never come here.
export class CreateTags20261125020000 implements MigrationInterface {
  name = 'CreateTags20261125020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tags (
        id uuid not null,
        name text not null,
        -- libs/tickets tag.ts: names that are one tag have one key.
        key text not null,
        created_at timestamptz not null default now(),
        constraint tags_pkey primary key (id),
        constraint tags_key_key unique (key)
      );
      create table ticket_tags (
        ticket_id uuid not null,
        tag_id uuid not null,
        constraint ticket_tags_pkey primary key (ticket_id, tag_id),
        constraint ticket_tags_ticket_fkey foreign key (ticket_id) references tickets (id) on delete cascade,
        constraint ticket_tags_tag_fkey foreign key (tag_id) references tags (id) on delete cascade
      );
      create index ticket_tags_tag_idx on ticket_tags (tag_id, ticket_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists ticket_tags, tags');
  }
}
