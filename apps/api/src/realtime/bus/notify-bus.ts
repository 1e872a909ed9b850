import { randomUUID } from 'node:crypto';
import { ListeningConnection } from '../../events/listening-connection.js';
import type { RealtimeBus, TransientFrame } from './realtime-bus.js';

/** PostgreSQL takes 8,000 bytes in one notification. */
const mostBytes = 7_500;
/** Frames of this long travel together: a notification costs the same for one and for a hundred (docs/performance.md). */
const gatherMs = 10;
/** Beyond this nobody would see them in time any more. */
const mostWaiting = 5_000;

type Letter = { from: string; frames: TransientFrame[] };

/** The bus that needs nothing but the database: LISTEN and NOTIFY. Own frames are heard at once, not by a round trip. */
export function createNotifyBus(url: string): RealtimeBus {
  const self = randomUUID();
  const hearers = new Set<(frame: TransientFrame) => void>();
  let waiting: TransientFrame[] = [];
  let timer: NodeJS.Timeout | null = null;
  const tell = (frames: readonly TransientFrame[]): void => {
    for (const frame of frames) for (const hear of hearers) hear(frame);
  };
  const connection = new ListeningConnection(url, 'diwan_transient', {
    notification(payload) {
      const letter = JSON.parse(payload) as Letter;
      if (letter.from !== self) tell(letter.frames);
    },
  });
  const flush = async (): Promise<void> => {
    const frames = waiting;
    waiting = [];
    for (const letter of lettersOf(self, frames)) await connection.notify(letter);
    timer = null;
    if (waiting.length > 0) later();
  };
  const later = (): void => {
    timer ??= setTimeout(() => void flush(), gatherMs).unref();
  };
  return {
    start: () => connection.start(),
    publish(frame) {
      tell([frame]);
      if (waiting.length >= mostWaiting) return;
      waiting.push(frame);
      later();
    },
    subscribe(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    async close() {
      if (timer) clearTimeout(timer);
      hearers.clear();
      await connection.close();
    },
  };
}

/** As few notifications as hold them all. A frame is far smaller than a notification may be. */
export function lettersOf(from: string, frames: readonly TransientFrame[]): string[] {
  const letters: string[] = [];
  let batch: TransientFrame[] = [];
  let bytes = 0;
  for (const frame of frames) {
    const size = Buffer.byteLength(JSON.stringify(frame)) + 1;
    if (batch.length > 0 && bytes + size > mostBytes - 100) {
      letters.push(JSON.stringify({ from, frames: batch } satisfies Letter));
      batch = [];
      bytes = 0;
    }
    batch.push(frame);
    bytes += size;
  }
  if (batch.length > 0) letters.push(JSON.stringify({ from, frames: batch } satisfies Letter));
  return letters;
}
