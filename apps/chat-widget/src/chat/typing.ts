/** Says that the visitor writes, at most every few seconds: the server forgets it by itself after some more. */
import type { VisitorFrame } from '@diwan/contracts';

const everyMs = 3_000;

export function createTyping(send: (frame: VisitorFrame) => boolean, now: () => number = Date.now) {
  let saidAt: number | null = null;
  return {
    /** @param on whether there is anything in the composer */
    note(on: boolean) {
      if (!on) {
        if (saidAt !== null) send({ type: 'typing', on: false });
        saidAt = null;
      } else if (saidAt === null || now() - saidAt >= everyMs) {
        if (send({ type: 'typing', on: true })) saidAt = now();
      }
    },
    /** The message itself says that the writing has ended. */
    written() {
      saidAt = null;
    },
    forget() {
      saidAt = null;
    },
  };
}
