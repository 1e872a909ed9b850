import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { eventually } from '@diwan/channels/testing/eventually';
import { resolveHost } from '../outgoing/open-address.js';
import { fetchImage } from './fetch-image.js';
import { FetchSlots, slotLimits, type SlotLimits } from './fetch-slots.js';
import { png, startImageServer, type ImageServer } from './testing/image-server.js';

let server: ImageServer;
let waiting: ServerResponse[];
beforeAll(async () => {
  server = await startImageServer();
});
/** Slow: it answers when the test says so. */
beforeEach(() => {
  server.reset();
  waiting = [];
  server.answer((_, response) => waiting.push(response));
});
afterAll(() => server.stop());

const outside = { allows: (_: string, port: number) => port === server.port, resolve: resolveHost };
const slotsOf = (limits: Partial<SlotLimits> = {}) => new FetchSlots({ ...slotLimits, ...limits });
const fetching = async (slots: FetchSlots, who: string) => {
  const free = await slots.take(who);
  try {
    const { body } = await fetchImage(`${server.url}/${who}`, outside);
    await body.toArray();
    return who;
  } finally {
    free();
  }
};
const asked = () => server.asked.map(({ url }) => url?.slice(1));
const answerNext = () => waiting.shift()?.end(png);

describe('of a slow server', () => {
  it('one agent fetches four images at once, and the fifth when one of them has come', async () => {
    const slots = slotsOf();
    const five = Array.from({ length: 5 }, () => fetching(slots, 'sara'));
    // By the time another one has asked, the fifth would have, too.
    const other = fetching(slots, 'omar');
    await eventually(() => expect(asked()).toContain('omar'));
    expect(asked().filter((who) => who === 'sara')).toHaveLength(4);
    answerNext();
    await eventually(() => expect(asked().filter((who) => who === 'sara')).toHaveLength(5));
    await eventually(() => {
      answerNext();
      expect(waiting).toEqual([]);
    });
    expect(await Promise.all([...five, other])).toEqual([...Array(5).fill('sara'), 'omar']);
  });

  it('all agents together fetch no more than so many, and are let in by turns', async () => {
    const slots = slotsOf({ all: 2 });
    const all = ['a', 'b', 'c', 'd'].map((who) => fetching(slots, who));
    for (const count of [2, 3, 4]) {
      await eventually(() => expect(asked()).toHaveLength(count));
      answerNext();
    }
    await eventually(() => expect(waiting).toHaveLength(1));
    answerNext();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
    expect(asked().slice(2)).toEqual(['c', 'd']);
  });

  it('whoever waits in vain is told so, and takes no slot later', async () => {
    const slots = slotsOf({ each: 1, waitMilliseconds: 20 });
    const first = fetching(slots, 'sara');
    await expect(fetching(slots, 'sara')).rejects.toMatchObject({
      code: 'remote_image.busy',
      params: { retryAfterSeconds: 1 },
    });
    await eventually(() => expect(waiting).toHaveLength(1));
    answerNext();
    expect(await first).toBe('sara');
    const next = fetching(slots, 'sara');
    await eventually(() => expect(waiting).toHaveLength(1));
    answerNext();
    expect(await next).toBe('sara');
  });
});

it('a slot is given back once', async () => {
  const slots = slotsOf({ all: 1, waitMilliseconds: 1 });
  const free = await slots.take('sara');
  free();
  free();
  await slots.take('sara');
  await expect(slots.take('omar')).rejects.toMatchObject({ code: 'remote_image.busy' });
});
