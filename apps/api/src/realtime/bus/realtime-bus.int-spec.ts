import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '../../testing/test-database.js';
import { findRedis, startRedis, type TestRedis } from '../../testing/test-redis.js';
import { createNotifyBus, lettersOf } from './notify-bus.js';
import { describeBus } from './realtime-bus.conformance.js';
import type { TransientFrame } from './realtime-bus.js';
import { createRedisBus } from './redis-bus.js';

describe('over LISTEN and NOTIFY', () => {
  let scene: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    scene = await createTestDatabase();
  });
  afterAll(() => scene.drop());

  async function cut(): Promise<void> {
    const client = new pg.Client({ connectionString: scene.url });
    await client.connect();
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'diwan-wake' and datname = current_database()`);
    await client.end();
  }
  describeBus('The bus of PostgreSQL', () => ({ create: () => createNotifyBus(scene.url), cut }));
});

(findRedis() ? describe : describe.skip)('over Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describeBus('The bus of Redis', () => ({ create: () => createRedisBus(redis.url), cut: () => redis.cutClients() }));
});

describe('lettersOf', () => {
  it('packs all frames in order into letters that PostgreSQL takes', () => {
    const frames = Array.from({ length: 300 }, (_, index): TransientFrame => {
      return { type: 'visitor_typing', ticketId: `سلام-${index}`, on: true };
    });
    const letters = lettersOf('me', frames);
    expect(letters.length).toBeGreaterThan(1);
    for (const letter of letters) expect(Buffer.byteLength(letter)).toBeLessThan(8_000);
    expect(letters.flatMap((letter) => (JSON.parse(letter) as { frames: TransientFrame[] }).frames)).toEqual(frames);
  });
});
