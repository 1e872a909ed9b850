import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { RealtimeBus, TransientFrame } from './realtime-bus.js';

const channel = 'diwan_transient';
/** Frames of this long travel together. */
const gatherMs = 5;
/** Beyond this nobody would see them in time any more. */
const mostWaiting = 5_000;

type Letter = { from: string; frames: TransientFrame[] };

/**
 * The bus for many processes: Redis carries more of it and takes it off the database. While Redis is away frames are lost,
 * as transient ones may be; it is reached again by itself. Own frames are heard at once, not by a round trip.
 */
export function createRedisBus(url: string): RealtimeBus {
  const self = randomUUID();
  const hearers = new Set<(frame: TransientFrame) => void>();
  const options = { lazyConnect: true, maxRetriesPerRequest: 1, enableOfflineQueue: false };
  const [publisher, subscriber] = [new Redis(url, options), new Redis(url, { ...options, enableOfflineQueue: true })];
  // Without a listener an error of the connection would end the process; it comes back by itself.
  for (const client of [publisher, subscriber]) client.on('error', () => undefined);
  const tell = (frames: readonly TransientFrame[]): void => {
    for (const frame of frames) for (const hear of hearers) hear(frame);
  };
  subscriber.on('message', (_channel, text) => {
    const letter = JSON.parse(text) as Letter;
    if (letter.from !== self) tell(letter.frames);
  });
  let waiting: TransientFrame[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    const letter: Letter = { from: self, frames: waiting };
    waiting = [];
    // Lost is lost: the next one tells again.
    publisher.publish(channel, JSON.stringify(letter)).catch(() => undefined);
  };
  return {
    async start() {
      await Promise.all([publisher.connect(), subscriber.connect()]);
      await subscriber.subscribe(channel);
    },
    publish(frame) {
      tell([frame]);
      if (waiting.length >= mostWaiting) return;
      waiting.push(frame);
      timer ??= setTimeout(flush, gatherMs).unref();
    },
    subscribe(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    async close() {
      if (timer) clearTimeout(timer);
      hearers.clear();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
