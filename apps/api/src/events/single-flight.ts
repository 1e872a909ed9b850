/**
 * Runs `work` whenever it is called, never twice at a time, and once more when it was called meanwhile: a wake-up is
 * never lost and never piles up.
 */
export function singleFlight(work: () => Promise<void>, onError: (error: unknown) => void): SingleFlight {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        onError(error);
      }
    } while (again && !stopped);
    running = null;
  };
  return {
    run(): void {
      if (stopped) return;
      if (running) again = true;
      else running = loop();
    },
    async stop(): Promise<void> {
      stopped = true;
      await running;
    },
    async idle(): Promise<void> {
      while (running) await running;
    },
    isStopped: () => stopped,
  };
}

export type SingleFlight = {
  run(): void;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  stop(): Promise<void>;
  isStopped(): boolean;
};
