import { resolve } from 'node:path';
import { readConfig, type Config } from '../config.js';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { startEmbeddedServer } from '../database/embedded/start-embedded-server.js';
import { migrate } from '../database/migrate.js';

export type Opened = { database: Database; config: Config; url: string };

/** Runs `work` on the configured database, or on the embedded one, which is started for it or shared with a running Diwan. */
export async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig();
  const folder = resolve(config.dataFolder, 'postgres');
  const server = config.databaseUrl ? null : await startEmbeddedServer({ dataFolder: folder });
  try {
    const url = server?.url ?? config.databaseUrl ?? '';
    await migrate(url);
    const dataSource = createDataSource(url, 4);
    await dataSource.initialize();
    const database = new Database(dataSource);
    try {
      return await work({ database, config: { ...config, databaseUrl: url }, url });
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
  }
}
