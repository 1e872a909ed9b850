import type { MigrationInterface, QueryRunner } from 'typeorm';

// Most messages quote nothing, and their new part is all of their text: null says so, instead of the same text compressed
// and stored a second time. Rows of before keep what they have.
export class ReplyTextOnlyWhereItDiffers20261124233000 implements MigrationInterface {
  name = 'ReplyTextOnlyWhereItDiffers20261124233000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table messages alter column reply_text drop not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('update messages set reply_text = text where reply_text is null');
    await runner.query('alter table messages alter column reply_text set not null');
  }
}
