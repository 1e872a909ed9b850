import { findReceipts } from '../intake/receipt.query.js';
import { CommandError, readArguments, type Command } from './command.js';
import { withDatabase } from './with-database.js';

export const mailExplainCommand: Command = {
  words: ['mail', 'explain'],
  parameters: 'MESSAGE',
  summary: 'why a mail went where it went (Message-ID, message or receipt id)',
  async run(args) {
    const { positionals } = readArguments(args, {});
    const [reference] = positionals;
    if (!reference) throw new CommandError('name a Message-ID, a message id or a receipt id');
    return withDatabase(async ({ database }) => {
      const receipts = await findReceipts(database, reference);
      if (receipts.length === 0) throw new CommandError(`${reference}: no such mail`, 1);
      for (const receipt of receipts) {
        const where = receipt.ticketNumber === null ? '' : ` -> ticket #${receipt.ticketNumber}`;
        console.log(
          `${receipt.receivedAt.toISOString()} by ${receipt.source}: ${receipt.outcome ?? 'not understood yet'}${where}`,
        );
        if (receipt.cause) console.log(`  cause: ${receipt.cause}`);
        for (const { rule, matched, params } of receipt.steps ?? []) {
          const rest = Object.entries(params).map(([key, value]) => `${key} ${String(value)}`);
          console.log(`  ${matched ? 'yes' : 'no '}  ${rule}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}`);
        }
      }
      return 0;
    });
  },
};
