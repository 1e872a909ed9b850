import type { Logger } from 'pino';
import type { Database, Tx } from '../database/database.js';
import type { StoredEvent } from './domain-events.js';
import { createCursor, hasNews, lockCursor, moveCursor, readFeed } from './event-feed.query.js';
import { singleFlight, type SingleFlight } from './single-flight.js';
import type { Wake } from './wake.js';

/** Reacts to events exactly once: its effects and its place in the feed commit together. */
export type DurableHandler = { name: string; handle: (tx: Tx, events: StoredEvent[]) => Promise<void> };

const pageSize = 200;

/** Runs one durable handler; any number of processes may run the same, one works at a time. */
export class DurableReader {
  private readonly flight: SingleFlight;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly wake: Wake,
    private readonly options: { handler: DurableHandler; logger: Logger },
  ) {
    this.flight = singleFlight(
      () => this.drain(),
      (error) => options.logger.error({ err: error, handler: options.handler.name }, 'an event handler failed'),
    );
  }

  async start(): Promise<void> {
    await createCursor(this.database, this.options.handler.name);
    this.unsubscribe = this.wake.subscribe(() => this.flight.run());
    this.flight.run();
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    await this.flight.stop();
  }

  /** An idle look costs one read; only what is there takes the lock. */
  private async drain(): Promise<void> {
    const { name } = this.options.handler;
    while (!this.flight.isStopped() && (await hasNews(this.database, name)) && (await this.page()) > 0);
  }

  private page(): Promise<number> {
    const { handler } = this.options;
    return this.database.transaction(async (tx) => {
      const position = await lockCursor(tx, handler.name);
      if (!position) return 0;
      const events = await readFeed(tx, position, pageSize);
      const last = events.at(-1);
      if (!last) return 0;
      await handler.handle(tx, events);
      await moveCursor(tx, handler.name, { xid: last.xid, id: last.id });
      return events.length;
    });
  }
}
