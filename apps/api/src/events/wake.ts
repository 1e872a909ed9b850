import { ListeningConnection } from './listening-connection.js';

/**
 * Wakes readers after a commit, here and in every other process. It carries no content: readers look into the database.
 * NOTIFY goes over a connection of its own, at most one under way, because inside a write transaction it would make all
 * commits wait for each other (docs/performance.md).
 */
export class Wake {
  private readonly sleepers = new Set<() => void>();
  private readonly connection: ListeningConnection;
  private poll: NodeJS.Timeout | null = null;
  private notifying = false;
  private again = false;
  private closed = false;

  constructor(
    url: string,
    private readonly pollMs = 1_000,
  ) {
    this.connection = new ListeningConnection(url, 'diwan', {
      notification: () => this.rouse(),
      comeBack: () => this.rouse(),
    });
  }

  async start(): Promise<void> {
    await this.connection.start();
    // A lost notification costs at most this long.
    this.poll = setInterval(() => this.rouse(), this.pollMs);
    this.poll.unref();
  }

  /**
   * Calls `sleeper` at every wake-up until the returned function is called; at once, but at most every so many ms: under
   * load one look then serves many commits.
   */
  subscribe(sleeper: () => void, everyMs = 0): () => void {
    const { call, stop } = everyMs === 0 ? { call: sleeper, stop: () => undefined } : atMostEvery(everyMs, sleeper);
    this.sleepers.add(call);
    return () => {
      this.sleepers.delete(call);
      stop();
    };
  }

  /** Something was committed. */
  announce(): void {
    this.rouse();
    if (this.notifying) this.again = true;
    else void this.notify();
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.poll) clearInterval(this.poll);
    await this.connection.close();
  }

  private rouse(): void {
    for (const sleeper of this.sleepers) sleeper();
  }

  private async notify(): Promise<void> {
    this.notifying = true;
    do {
      this.again = false;
      await this.connection.notify();
    } while (this.again && !this.closed);
    this.notifying = false;
  }
}

/** The first call at once, those that follow too soon together as one when the time has passed. */
function atMostEvery(ms: number, work: () => void): { call: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let again = false;
  const run = (): void => {
    again = false;
    timer = setTimeout(() => {
      timer = null;
      if (again) run();
    }, ms);
    timer.unref();
    work();
  };
  return {
    call: () => {
      if (timer) again = true;
      else run();
    },
    stop: () => {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
