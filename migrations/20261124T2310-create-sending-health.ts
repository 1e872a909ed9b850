import type { MigrationInterface, QueryRunner } from 'typeorm';

// How sending goes for each inbox. Apart from `inboxes`: deliveries write it, and must not wait for whoever saves settings.
export class CreateSendingHealth20261124231000 implements MigrationInterface {
  name = 'CreateSendingHealth20261124231000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sending_health (
        inbox_id uuid not null,
        last_success_at timestamptz,
        failing_since timestamptz,
        error_code text,
        error_detail text,
        constraint sending_health_pkey primary key (inbox_id),
        constraint sending_health_inbox_fkey foreign key (inbox_id) references inboxes (id) on delete cascade
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists sending_health');
  }
}
