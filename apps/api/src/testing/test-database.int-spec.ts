import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { runOn } from './test-server.js';

describe('createTestDatabase', () => {
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    databases.push(...(await Promise.all([createTestDatabase(), createTestDatabase()])));
  });

  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  it('gives every caller a database of its own', async () => {
    const [first, second] = databases.map((database) => database.url);
    await runOn(first ?? '', ['CREATE TABLE only_here (id int)']);
    const [found] = await runOn(second ?? '', [`SELECT to_regclass('only_here') AS name`]);
    expect(found?.rows).toEqual([{ name: null }]);
  });

  it('holds the migrated schema', async () => {
    const [found] = await runOn(databases[1]?.url ?? '', [
      `SELECT count(*)::text AS tables FROM information_schema.tables WHERE table_schema = 'public'`,
    ]);
    expect(Number(found?.rows[0]?.tables)).toBeGreaterThan(1);
  });

  it('is gone after the drop, whoever is still connected', async () => {
    const { url, drop } = await createTestDatabase();
    await drop();
    await expect(runOn(url, ['SELECT 1'])).rejects.toThrow(/does not exist/);
  });
});
