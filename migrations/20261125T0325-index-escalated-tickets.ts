import type { MigrationInterface, QueryRunner } from 'typeorm';

// What was escalated and is not solved yet: few among many, listed and counted by leads.
export class IndexEscalatedTickets20261125032500 implements MigrationInterface {
  name = 'IndexEscalatedTickets20261125032500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index ticket_standings_escalated_idx on ticket_standings (queue_id, last_activity_at desc, ticket_id desc)
        where escalation_level > 0 and status in ('new', 'open', 'pending', 'on_hold');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ticket_standings_escalated_idx');
  }
}
