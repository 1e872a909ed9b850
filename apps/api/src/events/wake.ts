import pg from 'pg';

const channel = 'diwan';
const retryMs = 2_000;

/**
 * Wakes readers after a commit, here and in every other process. It carries no content: readers look into the database.
 * NOTIFY goes over a connection of its own, at most one under way, because inside a write transaction it would make all
 * commits wait for each other (docs/performance.md).
 */
export class Wake {
  private readonly sleepers = new Set<() => void>();
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private poll: NodeJS.Timeout | null = null;
  private notifying = false;
  private again = false;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly pollMs = 1_000,
  ) {}

  async start(): Promise<void> {
    await this.connect();
    // A lost notification costs at most this long.
    this.poll = setInterval(() => this.rouse(), this.pollMs);
    this.poll.unref();
  }

  /** Calls `sleeper` at every wake-up until the returned function is called. */
  subscribe(sleeper: () => void): () => void {
    this.sleepers.add(sleeper);
    return () => this.sleepers.delete(sleeper);
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
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private rouse(): void {
    for (const sleeper of this.sleepers) sleeper();
  }

  private async notify(): Promise<void> {
    this.notifying = true;
    do {
      this.again = false;
      // A failure needs no handling: `error` or `end` of the client reconnects, and readers poll meanwhile.
      await this.client?.query(`notify ${channel}`).catch(() => undefined);
    } while (this.again && !this.closed);
    this.notifying = false;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'diwan-wake', keepAlive: true });
    client.on('notification', () => this.rouse());
    client.on('error', () => this.reconnectLater());
    client.on('end', () => this.reconnectLater());
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      if (this.closed) await client.end();
      else this.client = client;
    } catch {
      this.reconnectLater();
    }
  }

  private reconnectLater(): void {
    this.client = null;
    if (this.closed || this.retry) return;
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.connect().then(() => this.rouse());
    }, retryMs);
    this.retry.unref();
  }
}
