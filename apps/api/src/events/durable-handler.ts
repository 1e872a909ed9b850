import type { Logger } from 'pino';
import type { Database, Tx } from '../database/database.js';
import { isOutage } from '../database/outage.js';
import type { DomainEventType, StoredEvent } from './domain-events.js';
import { createCursor, hasNews, lockCursor, moveCursor, passWithoutWaiting, readFeed } from './event-feed.query.js';
import { singleFlight, type SingleFlight } from './single-flight.js';
import type { Wake } from './wake.js';

/** Reacts to events of some types exactly once: its effects and its place in the feed commit together. */
export type DurableHandler = {
  name: string;
  types: readonly DomainEventType[];
  handle: (tx: Tx, events: StoredEvent[]) => Promise<void>;
};

const pageSize = 1_000;
/** Nobody watches a handler work: under load one look serves all commits of this long. */
const lookEveryMs = 25;
/** How often in a row one event may fail by itself before the others stop waiting for it. */
const mostFailures = 5;

/** Runs one durable handler; any number of processes may run the same, one works at a time. */
export class DurableReader {
  private readonly flight: SingleFlight;
  private unsubscribe: () => void = () => undefined;
  /** How many events are still handled one at a time, because a page with them failed. */
  private singly = 0;
  /**
   * The event at the cursor and its failures in a row. Memory is enough: after a restart, or in another process, a
   * poisoned event only gets a few more attempts before it is skipped.
   */
  private failing = { id: '', failures: 0 };

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
    this.unsubscribe = this.wake.subscribe(() => this.flight.run(), lookEveryMs);
    this.flight.run();
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    await this.flight.stop();
  }

  /** An idle look costs one read; only what is there takes the lock. */
  private async drain(): Promise<void> {
    const { name } = this.options.handler;
    while (!this.flight.isStopped() && (await hasNews(this.database, name)) && (await this.step()));
  }

  /** One page, or one event of a page that failed; whether the cursor moved. Throws to try again at the next wake-up. */
  private async step(): Promise<boolean> {
    let read: StoredEvent[] = [];
    let isMoved = true;
    try {
      isMoved = await this.page(this.singly > 0 ? 1 : pageSize, (events) => (read = events));
    } catch (error) {
      const [first] = read;
      if (!first || isOutage(error)) throw error;
      this.singly = Math.max(this.singly, read.length);
      if (read.length > 1 || this.countFailure(first) < mostFailures) throw error;
      await this.skip(first, error);
      read = [first];
    }
    this.singly = read.length === 0 ? 0 : Math.max(0, this.singly - read.length);
    return isMoved;
  }

  private page(limit: number, onRead: (events: StoredEvent[]) => void): Promise<boolean> {
    const { handler } = this.options;
    return this.database.transaction(async (tx) => {
      const position = await lockCursor(tx, handler.name);
      if (!position) return false;
      const { events, next } = await readFeed(tx, position, { limit, types: handler.types });
      onRead(events);
      if (events.length > 0) await handler.handle(tx, events);
      else await passWithoutWaiting(tx);
      await moveCursor(tx, handler.name, next);
      return true;
    });
  }

  private countFailure({ id }: StoredEvent): number {
    this.failing = { id, failures: this.failing.id === id ? this.failing.failures + 1 : 1 };
    return this.failing.failures;
  }

  /** Nothing of it has happened and nothing will; the others go on. */
  private async skip(event: StoredEvent, error: unknown): Promise<void> {
    const { handler, logger } = this.options;
    const isSkipped = await this.database.transaction(async (tx) => {
      const position = await lockCursor(tx, handler.name);
      if (!position) return false;
      const [next] = (await readFeed(tx, position, { limit: 1, types: handler.types })).events;
      // Another process may have been luckier, or quicker to give up: the cursor must never go back.
      if (next?.id !== event.id) return false;
      await moveCursor(tx, handler.name, { xid: event.xid, id: event.id });
      return true;
    });
    const { id: eventId, type } = event;
    if (isSkipped) logger.error({ err: error, handler: handler.name, eventId, type }, 'an event was skipped');
  }
}
