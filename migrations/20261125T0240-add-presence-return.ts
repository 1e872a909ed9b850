import type { MigrationInterface, QueryRunner } from 'typeorm';

// An absence with an end ends by itself: what somebody was before it is kept until then.
export class AddPresenceReturn20261125024000 implements MigrationInterface {
  name = 'AddPresenceReturn20261125024000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table presences
        -- What they are again at \`until\`; null: nothing comes by itself.
        add column return_state text,
        add column return_reason text,
        add constraint presences_return_state_known check (return_state in ('available', 'away', 'offline', 'not_responding')),
        add constraint presences_return_reason_fkey foreign key (return_reason) references away_reasons (key);
      create index presences_until_idx on presences (until) where return_state is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table presences drop column return_state, drop column return_reason');
  }
}
