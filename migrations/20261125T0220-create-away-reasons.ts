import type { MigrationInterface, QueryRunner } from 'typeorm';

// Why somebody is away and until when, and how much each can carry: in the hands of managers.
export class CreateAwayReasons20261125022000 implements MigrationInterface {
  name = 'CreateAwayReasons20261125022000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [reasons, capacity]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table presences drop constraint presences_reason_fkey, drop column until;
      drop table if exists away_reasons;
      update agents a set capacity = o.capacity from organisations o where a.capacity is null;
      update agents set capacity = 100 where capacity is null;
      alter table agents alter column capacity set default 100, alter column capacity set not null, drop column channel_weights;
      alter table organisations drop column capacity;
    `);
  }
}

const reasons = `
  -- Nothing is deleted: a reason that was ever given stays known, retired it is offered to nobody any more.
  create table away_reasons (
    -- A word of Diwan's own, told in each reader's language, or the id of one that somebody added.
    key text not null,
    -- null: as Diwan calls it.
    name text,
    position integer not null,
    retired boolean not null default false,
    constraint away_reasons_pkey primary key (key),
    constraint away_reasons_name_key unique (name),
    constraint away_reasons_named check (name is not null
      or key in ('break', 'lunch', 'prayer', 'meeting', 'training', 'other'))
  );
  insert into away_reasons (key, position)
    select key, place from unnest('{break,lunch,prayer,meeting,training,other}'::text[]) with ordinality as row (key, place);
  alter table presences
    -- When they are expected back, as whoever declared it said.
    add column until timestamptz,
    add constraint presences_reason_fkey foreign key (reason) references away_reasons (key);`;

const capacity = `
  alter table organisations
    add column capacity integer not null default 100,
    add constraint organisations_capacity_bounded check (capacity between 0 and 1000);
  -- null: as the organisation has it. A default that nobody chose must not outlive a change of the organisation's.
  alter table agents
    alter column capacity drop default,
    alter column capacity drop not null,
    -- Only the channels on which they differ.
    add column channel_weights jsonb not null default '{}';
  update agents set capacity = null where capacity = 100;`;
