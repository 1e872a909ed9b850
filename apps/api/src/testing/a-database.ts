// A migrated database of its own with the application's access to it, for one spec file.
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { createTestDatabase } from './test-database.js';

export type ADatabase = {
  url: string;
  database: Database;
  /** Another pool on the same database, as another process would have. Closed with the first. */
  another: () => Promise<Database>;
  drop: () => Promise<void>;
};

export async function aDatabase(poolSize = 6): Promise<ADatabase> {
  const { url, drop } = await createTestDatabase();
  const opened: Database[] = [];
  const open = async (): Promise<Database> => {
    const dataSource = createDataSource(url, poolSize);
    await dataSource.initialize();
    const database = new Database(dataSource);
    opened.push(database);
    return database;
  };
  return {
    url,
    database: await open(),
    another: open,
    async drop() {
      await Promise.all(opened.map((each) => each.close()));
      await drop();
    },
  };
}
