import type { MigrationInterface, QueryRunner } from 'typeorm';

// What somebody else said of who is not here, and since when they should be here again.
export class AddPresenceCover20261125034100 implements MigrationInterface {
  name = 'AddPresenceCover20261125034100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table presences
        -- Who said it in their place; null: they themselves.
        add column declared_by uuid,
        -- A cover said that their tickets wait for them: then no sign of life is asked for.
        add column keeps_tickets boolean not null default false,
        -- When an absence ended by itself.
        add column expected_at timestamptz,
        add constraint presences_declared_by_fkey foreign key (declared_by) references agents (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table presences drop column declared_by, drop column keeps_tickets, drop column expected_at',
    );
  }
}
