/** Said again while writing goes on, well before the other side stops showing it. */
export const sayAgainMilliseconds = 3_000;
/** Without news for this long nobody writes any more. */
export const typingEndsMilliseconds = 6_000;

export type TypingSignal = {
  /** After every change of the text. */
  wrote: (isEmpty: boolean) => void;
  /** Sent, left, or turned to something else. */
  stop: () => void;
};

/** Tells the other side that somebody writes: at once, then seldom, and when it is over. */
export function createTypingSignal(say: (on: boolean) => void, now: () => number): TypingSignal {
  let saidAt: number | null = null;
  const stop = () => {
    if (saidAt === null) return;
    saidAt = null;
    say(false);
  };
  return {
    stop,
    wrote(isEmpty) {
      if (isEmpty) return stop();
      if (saidAt !== null && now() - saidAt < sayAgainMilliseconds) return;
      saidAt = now();
      say(true);
    },
  };
}
