import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { meeting } from '../testing/meeting.js';
import { AbortedTransactionError, type Database, type Tx } from './database.js';

let scene: ADatabase;
let database: Database;
let heard = 0;

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  await database.query('create table counters (id int primary key, n int not null)');
  database.onCommit(() => (heard += 1));
});

afterAll(() => scene.drop());

beforeEach(async () => {
  heard = 0;
  await database.query('truncate counters');
  await database.query('insert into counters values (1, 0), (2, 0)');
});

const add = (tx: Pick<Tx, 'query'>, id: number) => tx.query('update counters set n = n + 1 where id = $1', [id]);
const counts = async () =>
  (await database.query<{ n: number }>('select n from counters order by id')).map((row) => row.n);

describe('a transaction', () => {
  it('runs again after a deadlock, and both effects are there once', async () => {
    const bothHoldOne = meeting();
    let runs = 0;
    const lockInOrder = (first: number, second: number) =>
      database.transaction(async (tx) => {
        runs += 1;
        await add(tx, first);
        await bothHoldOne();
        await add(tx, second);
      });
    await Promise.all([lockInOrder(1, 2), lockInOrder(2, 1)]);
    // Whoever was broken off may be quicker than the other, and meet it once more.
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(await counts()).toEqual([2, 2]);
  });

  it('runs again after a serialization failure', async () => {
    const bothHaveRead = meeting();
    let runs = 0;
    const increment = () =>
      database.transaction(async (tx) => {
        runs += 1;
        await tx.query('set transaction isolation level serializable');
        const [row] = await tx.query<{ n: number }>('select n from counters where id = 1');
        await bothHaveRead();
        await tx.query('update counters set n = $1 where id = 1', [(row?.n ?? 0) + 1]);
      });
    await Promise.all([increment(), increment()]);
    expect(runs).toBe(3);
    expect(await counts()).toEqual([2, 0]);
  });

  it('gives up after five conflicts in a row', async () => {
    let runs = 0;
    const always = database.transaction(async (tx) => {
      runs += 1;
      await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await expect(always).rejects.toThrow('again');
    expect(runs).toBe(5);
  });

  it('leaves nothing behind when its work throws, and is not run again', async () => {
    let runs = 0;
    const failing = database.transaction(async (tx) => {
      runs += 1;
      await add(tx, 1);
      tx.announce();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([runs, heard, await counts()]).toEqual([1, 0, [0, 0]]);
  });

  it('does not report success when a swallowed error made PostgreSQL roll it back', async () => {
    const swallowing = database.transaction(async (tx) => {
      await add(tx, 1);
      tx.announce();
      await tx.query('select 1 / 0').catch(() => undefined);
      return 'stored';
    });
    await expect(swallowing).rejects.toThrow(AbortedTransactionError);
    expect([heard, await counts()]).toEqual([0, [0, 0]]);
  });

  it('does not report success when the connection died before the commit', async () => {
    const cut = database.transaction(async (tx) => {
      await add(tx, 1);
      tx.announce();
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.query('select pg_terminate_backend($1)', [row?.pid]);
      // The signal may still be on its way while a statement or two succeed.
      const askOn = async (): Promise<never> => {
        for (;;) await tx.query('select 1');
      };
      await expect(askOn()).rejects.toThrow(/terminat|ECONNRESET|not queryable/);
    });
    await expect(cut).rejects.toThrow(AbortedTransactionError);
    expect([heard, await counts()]).toEqual([0, [0, 0]]);
    await database.transaction((tx) => add(tx, 1));
    expect(await counts()).toEqual([1, 0]);
  });
});

describe('announcing', () => {
  it('happens only for a transaction that asked for it', async () => {
    await database.transaction((tx) => add(tx, 1));
    expect(heard).toBe(0);
    await database.transaction(async (tx) => tx.announce());
    expect(heard).toBe(1);
  });

  it('happens after the commit: whoever hears it sees the change from another connection', async () => {
    const other = new pg.Client({ connectionString: scene.url });
    await other.connect();
    let seen: Promise<pg.QueryResult<{ n: number }>> | undefined;
    database.onCommit(() => {
      seen ??= other.query('select n from counters where id = 1');
    });
    await database.transaction(async (tx) => {
      await add(tx, 1);
      tx.announce();
    });
    expect((await seen)?.rows).toEqual([{ n: 1 }]);
    await other.end();
  });
});
