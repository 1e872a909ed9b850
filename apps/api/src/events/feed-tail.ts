import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import type { DomainEventType, StoredEvent } from './domain-events.js';
import { feedEnd, readFeed, type FeedPosition } from './event-feed.query.js';
import { singleFlight, type SingleFlight } from './single-flight.js';
import type { Wake } from './wake.js';

const pageSize = 1_000;

export type FeedTailOptions = {
  handle: (events: StoredEvent[]) => Promise<void>;
  logger: Logger;
  /** All, where none are named. */
  types?: readonly DomainEventType[];
};

/** Reads the feed from "now" on and forgets on restart: for what only matters while somebody watches. */
export class FeedTail {
  private position: FeedPosition | null = null;
  private readonly flight: SingleFlight;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly database: Database,
    wake: Wake,
    private readonly options: FeedTailOptions,
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
      const { types } = this.options;
      const { events, next } = await readFeed(this.database, this.position, {
        limit: pageSize,
        ...(types && { types }),
      });
      if (events.length > 0) await this.options.handle(events);
      this.position = next;
      if (events.length < pageSize) return;
    }
  }
}
