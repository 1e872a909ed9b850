import type { MigrationInterface, QueryRunner } from 'typeorm';

// What happens to tickets by themselves: a reply to a solved one, closing, the hours of an inbox, answers while it is closed.
export class AddLifecyclePolicies20261125021000 implements MigrationInterface {
  name = 'AddLifecyclePolicies20261125021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table queues
        add column follow_up text not null default 'reopen',
        add column follow_up_days integer not null default 14,
        add constraint queues_follow_up_known check (follow_up in ('reopen', 'new_ticket', 'reopen_within')),
        add constraint queues_follow_up_days_bounded check (follow_up_days between 1 and 365);
      alter table organisations
        add column close_after_minutes integer not null default 5760,
        -- By language; what is missing is Diwan's own text.
        add column out_of_hours_texts jsonb not null default '{}',
        add constraint organisations_close_after_bounded check (close_after_minutes between 60 and 40320);
      alter table inboxes
        -- Null: those of the organisation.
        add column business_hours jsonb,
        add column answers_out_of_hours boolean not null default false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table queues drop column if exists follow_up, drop column if exists follow_up_days;
      alter table organisations drop column if exists close_after_minutes, drop column if exists out_of_hours_texts;
      alter table inboxes drop column if exists business_hours, drop column if exists answers_out_of_hours;
    `);
  }
}
