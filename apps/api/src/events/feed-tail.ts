import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import type { StoredEvent } from './domain-events.js';
import { feedEnd, readFeed, type FeedPosition } from './event-feed.query.js';
import { singleFlight, type SingleFlight } from './single-flight.js';
import type { Wake } from './wake.js';

const pageSize = 1_000;

/** Reads the feed from "now" on and forgets on restart: for what only matters while somebody watches. */
export class FeedTail {
  private position: FeedPosition | null = null;
  private readonly flight: SingleFlight;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly database: Database,
    wake: Wake,
    private readonly options: { handle: (events: StoredEvent[]) => Promise<void>; logger: Logger },
  ) {
    this.flight = singleFlight(
      () => this.drain(),
      (error) => options.logger.warn({ err: error }, 'reading the event feed failed'),
    );
    this.unsubscribe = wake.subscribe(() => this.flight.run());
  }

  async start(): Promise<void> {
    this.position = await feedEnd(this.database);
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    await this.flight.stop();
  }

  private async drain(): Promise<void> {
    if (!this.position) return;
    for (;;) {
      const events = await readFeed(this.database, this.position, pageSize);
      const last = events.at(-1);
      if (!last) return;
      await this.options.handle(events);
      this.position = { xid: last.xid, id: last.id };
      if (events.length < pageSize) return;
    }
  }
}
