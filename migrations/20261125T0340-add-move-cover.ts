import type { MigrationInterface, QueryRunner } from 'typeorm';

// Whose absence a move covers, and the event from which on an agent's touch counts against undoing it.
export class AddMoveCover20261125034000 implements MigrationInterface {
  name = 'AddMoveCover20261125034000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table moves
        add column covered_agent_id uuid,
        -- Of its first part; ids, unlike times, are in the order of the locks.
        add column event_id bigint,
        add constraint moves_covered_agent_fkey foreign key (covered_agent_id) references agents (id);
      create index moves_covered_idx on moves (covered_agent_id) where back_at is not null;
      update moves m set event_id = e.id from (
        select payload->>'moveId' as move_id, min(id) as id from events where type = 'tickets.moved' group by 1) e
      where e.move_id = m.id::text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table moves drop column covered_agent_id, drop column event_id');
  }
}
