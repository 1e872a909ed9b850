import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '@diwan/migrations';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { runOn } from '../testing/test-server.js';
import { assertDurable, UnsafeDatabaseError } from './durability.js';
import { migrate } from './migrate.js';

describe('the migrated schema', () => {
  let scene: ADatabase;
  beforeAll(async () => {
    scene = await aDatabase();
  });
  afterAll(() => scene.drop());

  it('is what the entity schemas say: nothing would be altered', async () => {
    const log = await scene.database.dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map((each) => each.query)).toEqual([]);
  });

  it('goes down to nothing and up again', async () => {
    const { dataSource } = scene.database;
    const tables = () =>
      scene.database.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1`,
      );
    const objects = `select count(*)::int as n from pg_class c join pg_namespace s on s.oid = c.relnamespace
      where s.nspname = 'public' and c.relkind in ('r', 'p', 'S', 'v') and c.relname not like 'migrations%'`;
    const before = await tables();
    for (const _migration of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual([]);
    expect(await scene.database.query(objects)).toEqual([{ n: 0 }]);
    const functions = `select proname from pg_proc p join pg_namespace s on s.oid = p.pronamespace where s.nspname = 'public'`;
    expect(await scene.database.query(functions)).toEqual([]);
    await dataSource.runMigrations();
    expect(await tables()).toEqual(before);
  });
});

describe('migrate', () => {
  it('may be called by many at once: one migrates, all end with the same schema', async () => {
    const { url, drop } = await createTestDatabase();
    await runOn(url, ['drop schema public cascade', 'create schema public']);
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    const [applied] = await runOn(url, ['select count(*)::int as n from migrations']);
    expect(applied?.rows).toEqual([{ n: migrations.length }]);
    await drop();
  });
});

describe('assertDurable', () => {
  const made: TestDatabase[] = [];
  afterAll(async () => {
    for (const each of made) await each.drop();
  });

  it('accepts the server as it comes', async () => {
    const scene = await aDatabase(1);
    await expect(assertDurable(scene.database)).resolves.toBeUndefined();
    await scene.drop();
  });

  it('refuses a database whose commits do not wait for the disk, and names the setting', async () => {
    const scene = await aDatabase(1);
    const name = new URL(scene.url).pathname.slice(1);
    await scene.database.query(`alter database ${name} set synchronous_commit = off`);
    const fresh = await scene.another();
    await expect(assertDurable(fresh)).rejects.toThrow(UnsafeDatabaseError);
    await expect(assertDurable(fresh)).rejects.toThrow('synchronous_commit');
    await scene.drop();
  });

  // These two belong to the whole server, which others are using: what it would answer stands in for it.
  it.each(['fsync', 'full_page_writes'])('refuses a server with %s off', async (name) => {
    const answers = { query: <T extends object>() => Promise.resolve([{ name, setting: 'off' }] as unknown as T[]) };
    await expect(assertDurable(answers)).rejects.toThrow(name);
  });
});
