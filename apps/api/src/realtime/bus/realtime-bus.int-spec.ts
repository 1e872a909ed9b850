import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../testing/test-database.js';
import { createNotifyBus, lettersOf } from './notify-bus.js';
import type { RealtimeBus, TransientFrame } from './realtime-bus.js';

let scene: Awaited<ReturnType<typeof createTestDatabase>>;
const buses: RealtimeBus[] = [];
beforeAll(async () => {
  scene = await createTestDatabase();
});
afterEach(async () => {
  for (const bus of buses.splice(0)) await bus.close();
});
afterAll(() => scene.drop());

async function aBus(): Promise<{ bus: RealtimeBus; heard: TransientFrame[]; until: (count: number) => Promise<void> }> {
  const bus = createNotifyBus(scene.url);
  buses.push(bus);
  await bus.start();
  const heard: TransientFrame[] = [];
  let wake = (): void => undefined;
  bus.subscribe((frame) => {
    heard.push(frame);
    wake();
  });
  return {
    bus,
    heard,
    async until(count) {
      while (heard.length < count) await new Promise<void>((told) => (wake = told));
    },
  };
}
const frame = (ticketId: string): TransientFrame => ({ type: 'visitor_typing', ticketId, on: true });

describe('the bus over LISTEN and NOTIFY', () => {
  it('brings each frame to every process once, its own included, in order', async () => {
    const [here, there] = [await aBus(), await aBus()];
    const frames = Array.from({ length: 500 }, (_, index) => frame(`${index}`));
    for (const each of frames) here.bus.publish(each);
    expect(here.heard).toEqual(frames);
    await there.until(500);
    expect(there.heard).toEqual(frames);
    there.bus.publish(frame('back'));
    await here.until(501);
    expect(here.heard.at(-1)).toEqual(frame('back'));
  });

  it('is silent to who has left', async () => {
    const { bus } = await aBus();
    let count = 0;
    bus.subscribe(() => count++)();
    bus.publish(frame('x'));
    expect(count).toBe(0);
  });
});

describe('lettersOf', () => {
  it('packs all frames in order into letters that PostgreSQL takes', () => {
    const frames = Array.from({ length: 300 }, (_, index) => frame(`سلام-${index}`));
    const letters = lettersOf('me', frames);
    expect(letters.length).toBeGreaterThan(1);
    for (const letter of letters) expect(Buffer.byteLength(letter)).toBeLessThan(8_000);
    expect(letters.flatMap((letter) => (JSON.parse(letter) as { frames: TransientFrame[] }).frames)).toEqual(frames);
  });
});
