import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { restoreBackup } from '../backup/restore-backup.js';
import { writeBackup } from '../backup/write-backup.js';
import { ensureSearchPartitions } from '../search/search-documents.query.js';
import { CommandError, readArguments, type Command } from './command.js';
import { withDatabase } from './with-database.js';

const onTable = (name: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name}`);
};
const endProgress = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
};

export const backupCommand: Command = {
  words: ['backup'],
  parameters: 'FOLDER',
  summary: 'writes everything into a new folder, while Diwan runs',
  async run(args) {
    const [given] = readArguments(args, {}).positionals;
    const folder = resolve(given ?? `backup-${new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-')}`);
    if (existsSync(folder) && readdirSync(folder).length > 0) throw new CommandError(`${folder} is not empty`);
    return withDatabase(async ({ url, config }) => {
      await writeBackup({ url, dataFolder: config.dataFolder, folder, onTable });
      endProgress();
      console.log(folder);
      return 0;
    });
  },
};

export const restoreCommand: Command = {
  words: ['restore'],
  parameters: 'FOLDER',
  summary: 'fills an empty installation from a backup; stop Diwan first',
  async run(args) {
    const [given] = readArguments(args, {}).positionals;
    if (!given) throw new CommandError('name the folder of a backup');
    return withDatabase(async ({ url, config, database }) => {
      await ensureSearchPartitions(database, new Date());
      const { createdAt } = await restoreBackup({
        url,
        dataFolder: config.dataFolder,
        folder: resolve(given),
        onTable,
      });
      endProgress();
      console.log(`Restored what stood there at ${createdAt}. Start Diwan with: npm start`);
      return 0;
    });
  },
};
