import type { MigrationInterface, QueryRunner } from 'typeorm';

// A tag that becomes another one does so in pieces, each a transaction of its own.
export class MergeTagsInPieces20261125034500 implements MigrationInterface {
  name = 'MergeTagsInPieces20261125034500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tags
        -- What it is becoming: from then on no ticket gets it, and it goes once none has it any more.
        add column merged_into_id uuid,
        -- Who wanted it, and on how many tickets it was then.
        add column merging jsonb,
        add constraint tags_merged_into_fkey foreign key (merged_into_id) references tags (id),
        add constraint tags_merging_whole check ((merged_into_id is null) = (merging is null));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tags drop column merged_into_id, drop column merging');
  }
}
