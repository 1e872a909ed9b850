// Runs before API and worker: newest schema, and on the very first start the demo. Ends by itself.
import 'reflect-metadata';
import { readConfig } from './config.js';
import { createDataSource } from './database/data-source.js';
import { Database } from './database/database.js';
import { assertDurable } from './database/durability.js';
import { migrate } from './database/migrate.js';
import { keepDemoSignIn, readDemoSignIn } from './demo/demo-sign-in.js';
import type { Welcome } from './demo/welcome.js';
import { describe } from './run-process.js';
import { loadSecretKeys } from './secrets/secret-key.js';
import { ensureSearchPartitions } from './search/search-documents.query.js';
import { findOrganisation } from './organisation/organisation.repository.js';

try {
  const config = readConfig();
  const url = config.databaseUrl ?? '';
  await loadSecretKeys(config);
  await migrate(url);
  const dataSource = createDataSource(url, 2);
  await dataSource.initialize();
  const database = new Database(dataSource);
  if (!config.unsafeDurability) await assertDurable(database);
  await ensureSearchPartitions(database, new Date());
  const isFirst = (await findOrganisation(database)) === null;
  const empty = process.argv.includes('--empty');
  if (isFirst && !empty) {
    // Brings half the product along, for a work that is done once.
    const { seedDemo } = await import('./demo/seed-demo.js');
    await keepDemoSignIn(config, await seedDemo(database));
  }
  const owner = await readDemoSignIn(config);
  const organisation = await findOrganisation(database);
  await database.close();
  const state: Welcome = { owner, demo: organisation?.demo ?? false, needsSetUp: organisation === null };
  process.send?.(state, () => process.exit(0));
  if (!process.send) process.exit(0);
} catch (error) {
  console.error(describe(error));
  process.exit(1);
}
