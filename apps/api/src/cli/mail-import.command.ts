import type { Database } from '../database/database.js';
import { listInboxes } from '../inboxes/inbox.repository.js';
import { storeMail } from '../intake/store/store-mail.query.js';
import { CommandError, readArguments, type Command } from './command.js';
import { readMails } from './mail-files.js';
import { withDatabase } from './with-database.js';

const batchSize = 50;
const mostBatchBytes = 25 * 1024 * 1024;

async function findInboxId(database: Database, name: string | undefined): Promise<string> {
  const inboxes = await listInboxes(database);
  const found = inboxes.find((inbox) => inbox.name === name || inbox.address === name?.toLowerCase());
  if (found) return found.id;
  const known = inboxes.map((inbox) => `${inbox.name} <${inbox.address}>`).join(', ');
  throw new CommandError(`--inbox: one of ${known || '(there is none yet)'}`);
}

function showProgress(done: number, duplicates: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} stored, ${duplicates} known already `);
}

/** Stores what is read in batches; the worker understands it like any other mail. Can be broken off and run again. */
async function store(database: Database, inboxId: string, path: string) {
  const totals = { stored: 0, duplicates: 0 };
  let batch: Buffer[] = [];
  const flush = async (): Promise<void> => {
    const mails = batch.map((bytes) => ({
      inboxId,
      source: 'import' as const,
      mail: { bytes, envelope: { from: null, to: [] }, position: null, truncated: false },
    }));
    batch = [];
    const results = await database.transaction((tx) => storeMail(tx, mails));
    const duplicates = results.filter((each) => each.duplicate).length;
    totals.duplicates += duplicates;
    totals.stored += results.length - duplicates;
    showProgress(totals.stored, totals.duplicates);
  };
  let bytes = 0;
  for await (const mail of readMails(path)) {
    batch.push(mail);
    bytes += mail.length;
    if (batch.length < batchSize && bytes < mostBatchBytes) continue;
    await flush();
    bytes = 0;
  }
  if (batch.length > 0) await flush();
  return totals;
}

export const mailImportCommand: Command = {
  words: ['mail', 'import'],
  parameters: 'FILE|DIR|MBOX --inbox NAME',
  summary: 'takes old mail in, through the ordinary intake',
  async run(args) {
    const { values, positionals } = readArguments(args, { inbox: { type: 'string' } } as const);
    const [path] = positionals;
    if (!path || positionals.length > 1) throw new CommandError('name one file, folder or mbox');
    return withDatabase(async ({ database }) => {
      const inboxId = await findInboxId(database, values.inbox);
      const { stored, duplicates } = await store(database, inboxId, path);
      if (process.stderr.isTTY) process.stderr.write('\n');
      console.log(`${stored} mails stored, ${duplicates} known already. They appear as the worker understands them.`);
      return 0;
    });
  },
};
