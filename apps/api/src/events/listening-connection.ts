import pg from 'pg';

const retryMs = 2_000;

/** A connection of its own that listens to one channel of PostgreSQL and comes back by itself. */
export class ListeningConnection {
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    /** Of every notification, and after each time it had to come back, when some may have been missed. */
    private readonly on: { notification: (payload: string) => void; comeBack?: () => void },
  ) {}

  async start(): Promise<void> {
    this.closed = false;
    await this.connect();
  }

  /** Tells every process that listens, this one included. A failure needs no handling: it reconnects. */
  async notify(payload = ''): Promise<void> {
    const [sql, values] = payload
      ? ['select pg_notify($1, $2)', [this.channel, payload]]
      : [`notify ${this.channel}`, []];
    await this.client?.query(sql, values).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'diwan-wake', keepAlive: true });
    client.on('notification', ({ payload }) => this.on.notification(payload ?? ''));
    client.on('error', () => this.reconnectLater());
    client.on('end', () => this.reconnectLater());
    try {
      await client.connect();
      await client.query(`listen ${this.channel}`);
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
      void this.connect().then(() => this.on.comeBack?.());
    }, retryMs);
    this.retry.unref();
  }
}
