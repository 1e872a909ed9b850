import type { MigrationInterface, QueryRunner } from 'typeorm';

// The rules that choose queue and priority of a new ticket: one ordered list, saved and read as a whole.
export class CreateRoutingRules20261125000000 implements MigrationInterface {
  name = 'CreateRoutingRules20261125000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routing_rules (
        id smallint not null default 1,
        rules jsonb not null default '[]',
        -- Grows with every save; a screen that is behind is refused.
        version integer not null default 1,
        constraint routing_rules_pkey primary key (id),
        constraint routing_rules_one_row check (id = 1)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists routing_rules');
  }
}
