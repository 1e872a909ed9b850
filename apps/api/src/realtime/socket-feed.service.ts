import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '../database/database.js';
import type { StoredEvent } from '../events/domain-events.js';
import { FeedTail } from '../events/feed-tail.js';
import { Wake } from '../events/wake.js';
import { LOGGER } from '../logging.module.js';

type Hear = (events: StoredEvent[]) => Promise<void>;

/** What happens, read once for all sockets of this process, those of agents and those of visitors. */
@Injectable()
export class SocketFeed implements OnApplicationShutdown {
  private readonly hearers: Hear[] = [];
  private readonly tail: FeedTail;

  constructor(database: Database, wake: Wake, @Inject(LOGGER) logger: Logger) {
    const handle = async (events: StoredEvent[]) => {
      await Promise.all(this.hearers.map((hear) => hear(events)));
    };
    this.tail = new FeedTail(database, wake, { handle, logger });
  }

  /** From the start on, for as long as the process lives. */
  subscribe(hear: Hear): void {
    this.hearers.push(hear);
  }

  start(): Promise<void> {
    return this.tail.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tail.stop();
  }
}
