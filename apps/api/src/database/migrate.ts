import pg from 'pg';
import { createDataSource } from './data-source.js';

/** Any constant will do, as long as every process of ours uses it. */
const migrationLock = 4_919_001;

/** Brings a database to the newest schema. Safe to call from many processes at once: one migrates, the others wait. */
export async function migrate(url: string): Promise<void> {
  const lock = new pg.Client({ connectionString: url, application_name: 'diwan-migrate' });
  await lock.connect();
  const dataSource = createDataSource(url, 2);
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    await dataSource.initialize();
    await dataSource.runMigrations();
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await lock.end();
  }
}
