import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '../../database/database.js';
import { singleFlight } from '../../events/single-flight.js';
import { LOGGER } from '../../logging.module.js';
import { nextTicketNumbers } from '../../tickets/ticket.repository.js';
import type { ChatInput, ChatVerdict } from './chat-input.js';
import { loadChatContext } from './chat-context.query.js';
import { planChat } from './plan-chat.js';
import { writeChat } from './write-chat.query.js';

type Waiting = { input: ChatInput; resolve: (verdict: ChatVerdict) => void };

const batchSize = 200;
/** Beyond this the database is away or far behind: visitors keep what they wrote and send it again. */
const mostWaiting = 5_000;

/**
 * Takes visitors' messages in. What comes while a transaction is under way shares the next one: a commit costs the same
 * for one message and for two hundred.
 */
@Injectable()
export class ChatIntake implements OnApplicationShutdown {
  private readonly waiting: Waiting[] = [];
  private readonly flight = singleFlight(
    () => this.drain(),
    (error) => this.logger.error({ err: error }, 'taking chat messages in failed'),
  );

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Resolves after commit. What could not be stored is refused as `chat.unavailable` and may be sent again. */
  take(input: ChatInput): Promise<ChatVerdict> {
    if (this.waiting.length >= mostWaiting || this.flight.isStopped()) {
      return Promise.resolve({ do: 'refused', code: 'chat.unavailable' });
    }
    return new Promise((resolve) => {
      this.waiting.push({ input, resolve });
      this.flight.run();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flight.idle();
    await this.flight.stop();
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) await this.settle(this.waiting.splice(0, batchSize));
  }

  /** All at once; when that fails one by one, so that one message which cannot be written does not hold up the others. */
  private async settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.write(batch.map(({ input }) => input));
      batch.forEach(({ resolve }, index) => resolve(verdicts[index] ?? { do: 'refused', code: 'chat.unavailable' }));
    } catch (error) {
      if (batch.length > 1) {
        for (const each of batch) await this.settle([each]);
        return;
      }
      this.logger.error({ err: error }, 'a chat message was not stored');
      for (const { resolve } of batch) resolve({ do: 'refused', code: 'chat.unavailable' });
    }
  }

  /**
   * A visitor's first message may come twice at once, over a new connection before the old one's was committed: whoever is
   * second finds the rows there and looks again.
   */
  private async write(inputs: readonly ChatInput[]): Promise<ChatVerdict[]> {
    try {
      return await this.attempt(inputs);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return this.attempt(inputs);
    }
  }

  private attempt(inputs: readonly ChatInput[]): Promise<ChatVerdict[]> {
    return this.database.transaction(async (tx) => {
      const context = await loadChatContext(tx, inputs);
      const takeNumber = async (): Promise<number> => (await nextTicketNumbers(tx, 1))[0] ?? 0;
      const plan = await planChat(inputs, context, { takeNumber, now: new Date() });
      await writeChat(tx, plan);
      return plan.verdicts;
    });
  }
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}
