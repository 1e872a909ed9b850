import type { MigrationInterface, QueryRunner } from 'typeorm';

// Who saves a policy says which one they have read: the last of two does not write over the first unseen.
export class VersionSlaPolicies20261125033900 implements MigrationInterface {
  name = 'VersionSlaPolicies20261125033900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table sla_policies add column version integer not null default 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table sla_policies drop column version');
  }
}
