import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@diwan/channels/testing/eventually';
import { system } from '@diwan/tickets';
import { pino } from 'pino';
import type { Database, Tx } from '../database/database.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import type { StoredEvent } from './domain-events.js';
import { DurableReader } from './durable-handler.js';
import { feedEnd, readFeed, type FeedPosition } from './event-feed.query.js';
import { recordEvent } from './event.repository.js';
import { Wake } from './wake.js';

let scene: ADatabase;
let database: Database;
const logger = pino({ level: 'silent' });
/** Within setTimeout's range and longer than any test: nobody is woken by the poll. */
const neverMs = 3_600_000;

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  await database.query('create table heard (event text not null)');
});
afterAll(() => scene.drop());
beforeEach(() => database.query('truncate heard'));

const record = (tx: Tx, id: string) =>
  recordEvent(tx, { type: 'team.created', payload: { id, changed: [] } }, { actor: system });
const idsOf = (events: readonly StoredEvent[]) => events.map((event) => event.payload['id']);
const heard = async () =>
  (await database.query<{ event: string }>('select event from heard order by event')).map((row) => row.event);

function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('the feed', () => {
  it('does not pass a transaction that began earlier and commits later', async () => {
    const start: FeedPosition = await feedEnd(database);
    const [written, release] = [gate(), gate()];
    const late = database.transaction(async (tx) => {
      await record(tx, 'early id, late commit');
      written.open();
      await release.opened;
    });
    await written.opened;
    await database.transaction((tx) => record(tx, 'late id, early commit'));
    expect((await readFeed(database, start, { limit: 10 })).events).toEqual([]);
    release.open();
    await late;
    const events = (await readFeed(database, start, { limit: 10 })).events;
    expect(idsOf(events)).toEqual(['early id, late commit', 'late id, early commit']);
    const last = events[0];
    const rest = (await readFeed(database, { xid: last?.xid ?? '', id: last?.id ?? '' }, { limit: 10 })).events;
    expect(idsOf(rest)).toEqual(['late id, early commit']);
  });

  it('shows nothing of a transaction that was rolled back', async () => {
    const start = await feedEnd(database);
    const undone = database.transaction(async (tx) => {
      await record(tx, 'undone');
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect((await readFeed(database, start, { limit: 10 })).events).toEqual([]);
  });

  it('passes over types nobody asked for, to its end, and misses nothing that is written meanwhile', async () => {
    const start = await feedEnd(database);
    const [written, release] = [gate(), gate()];
    const late = database.transaction(async (tx) => {
      await record(tx, 'late');
      written.open();
      await release.opened;
    });
    await written.opened;
    const other = (tx: Tx) => recordEvent(tx, { type: 'skill.deleted', payload: { id: 'x' } }, { actor: system });
    for (let times = 0; times < 3; times++) await database.transaction(other);
    const asked = { limit: 2, types: ['team.created'] as const };
    const before = await readFeed(database, start, asked);
    expect(before.events).toEqual([]);
    release.open();
    await late;
    for (const id of ['one', 'two']) await database.transaction((tx) => record(tx, id));
    const first = await readFeed(database, before.next, asked);
    expect(idsOf(first.events)).toEqual(['late', 'one']);
    const second = await readFeed(database, first.next, asked);
    expect(idsOf(second.events)).toEqual(['two']);
    expect((await readFeed(database, second.next, { limit: 10 })).events).toEqual([]);
  });

  it('is append-only', async () => {
    await expect(database.query('delete from events')).rejects.toThrow('append-only');
    await expect(database.query(`update events set type = 'x'`)).rejects.toThrow('append-only');
  });
});

describe('a durable handler', () => {
  it('hears every event exactly once, with two processes running it and a failure between', async () => {
    let failures = 1;
    const handler = {
      name: 'test_handler',
      types: ['team.created'] as const,
      handle: async (tx: Tx, events: readonly StoredEvent[]): Promise<void> => {
        await tx.query('insert into heard select unnest($1::text[])', [idsOf(events)]);
        if (failures-- > 0) throw new Error('once');
      },
    };
    const wakes = [new Wake(scene.url, 20), new Wake(scene.url, 20)];
    const readers = [
      new DurableReader(database, wakes[0] as Wake, { handler, logger }),
      new DurableReader(await scene.another(), wakes[1] as Wake, { handler, logger }),
    ];
    await Promise.all(wakes.map((wake) => wake.start()));
    await Promise.all(readers.map((reader) => reader.start()));
    const ids = Array.from({ length: 450 }, (_, index) => String(index).padStart(3, '0'));
    for (let at = 0; at < ids.length; at += 45) {
      await database.transaction(async (tx) => {
        for (const id of ids.slice(at, at + 45)) await record(tx, id);
      });
    }
    await eventually(async () => expect((await heard()).length).toBeGreaterThanOrEqual(ids.length));
    await Promise.all(readers.map((reader) => reader.stop()));
    await Promise.all(wakes.map((wake) => wake.close()));
    expect(await heard()).toEqual(ids);
    expect(failures).toBeLessThan(1);
  });
});

describe('an event that no handler can take', () => {
  type Failure = { on: string; error: () => Error; times: number };

  /** Runs a handler that fails on one event until the last one was heard; the log holds what was skipped. */
  async function run(name: string, ids: readonly string[], { on, error, times }: Failure) {
    const log: Record<string, unknown>[] = [];
    let alone = 0;
    const handle = async (tx: Tx, events: readonly StoredEvent[]): Promise<void> => {
      await tx.query('insert into heard select unnest($1::text[])', [idsOf(events)]);
      if (!idsOf(events).includes(on) || alone >= times) return;
      if (events.length === 1) alone += 1;
      throw error();
    };
    const wake = new Wake(scene.url, 5);
    const listening = pino({ level: 'error' }, { write: (line: string) => void log.push(JSON.parse(line)) });
    const reader = new DurableReader(database, wake, {
      handler: { name, types: ['team.created'], handle },
      logger: listening,
    });
    await wake.start();
    await reader.start();
    await database.transaction(async (tx) => {
      for (const id of ids) await record(tx, id);
    });
    await eventually(async () => expect(await heard()).toContain(ids.at(-1)));
    await reader.stop();
    await wake.close();
    return { alone, skipped: log.filter((entry) => entry['msg'] === 'an event was skipped') };
  }

  const ids = ['a', 'b', 'c', 'd', 'e'];

  it('is skipped after five failures by itself and said once; all others are heard exactly once', async () => {
    const failure = { on: 'c', error: () => new Error('poison'), times: Infinity };
    const { alone, skipped } = await run('poisoned', ids, failure);
    expect(await heard()).toEqual(['a', 'b', 'd', 'e']);
    expect(alone).toBe(5);
    const [event] = await database.query<{ id: string }>(
      `select id::text from events where payload->>'id' = 'c' order by events.id desc limit 1`,
    );
    expect(skipped).toMatchObject([{ handler: 'poisoned', eventId: event?.id, type: 'team.created' }]);
  });

  it.each([
    ['fails four times', ids, () => new Error('not yet'), 4],
    ['meets an outage', ['c'], () => Object.assign(new Error('no space left'), { code: '53100' }), 12],
  ])('is heard in the end when it only %s', async (_name, some, error, times) => {
    const { alone, skipped } = await run(`patient_${times}`, some, { on: 'c', error, times });
    expect(await heard()).toEqual(some);
    expect({ alone, skipped }).toEqual({ alone: times, skipped: [] });
  });
});

describe('Wake', () => {
  it('lets whoever wants it look once for many commits, the first at once and the last for sure', async () => {
    const wake = new Wake(scene.url, 3_600_000);
    let looks = 0;
    const leave = wake.subscribe(() => looks++, 20);
    wake.announce();
    expect(looks).toBe(1);
    for (let commit = 0; commit < 100; commit++) wake.announce();
    expect(looks).toBe(1);
    await eventually(async () => expect(looks).toBe(2));
    leave();
    wake.announce();
    expect(looks).toBe(2);
    await wake.close();
  });

  it('rouses sleepers in other processes, many announcements at once in few notifications', async () => {
    const [here, there] = [new Wake(scene.url, neverMs), new Wake(scene.url, neverMs)];
    await Promise.all([here.start(), there.start()]);
    let roused = 0;
    const unsubscribe = there.subscribe(() => (roused += 1));
    for (let count = 0; count < 1_000; count++) here.announce();
    await eventually(() => roused > 0);
    unsubscribe();
    expect(roused).toBeLessThan(10);
    await Promise.all([here.close(), there.close()]);
  });

  it('comes back after its connection was cut and rouses everybody, since something may have been missed', async () => {
    const wake = new Wake(scene.url, neverMs);
    await wake.start();
    let roused = 0;
    wake.subscribe(() => (roused += 1));
    const cut = `select pg_terminate_backend(pid) as cut from pg_stat_activity
      where application_name = 'diwan-wake' and datname = current_database()`;
    expect(await database.query(cut)).toEqual([{ cut: true }]);
    await eventually(() => roused > 0);
    const before = roused;
    await database.query('notify diwan');
    await eventually(() => roused > before);
    await wake.close();
  });
});
