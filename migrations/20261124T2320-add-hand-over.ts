import type { MigrationInterface, QueryRunner } from 'typeorm';

// When the other side was about to get the whole message: a lease that ends after that says nothing about the message.
export class AddHandOver20261124232000 implements MigrationInterface {
  name = 'AddHandOver20261124232000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table deliveries add column handed_over_at timestamptz;
      create index deliveries_handed_over_idx on deliveries (leased_until) where state = 'sending' and handed_over_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index if exists deliveries_handed_over_idx;
      alter table deliveries drop column if exists handed_over_at;
    `);
  }
}
