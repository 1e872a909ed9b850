import type { MailboxCursor } from '@diwan/channels';
import type { Database } from '../../database/database.js';
import { FreshMail } from './fresh-mail.js';
import { saveCursor, storeMail, type ReceivedMail, type StoredMail } from './store-mail.query.js';

type Waiting = { received: ReceivedMail[]; resolve: () => void; reject: (error: unknown) => void };

const largestBatch = 50;

/**
 * Stores what arrives. While one transaction commits, the mails that come in meanwhile gather for the next: one at a time
 * when idle, up to 50 together under load, and each sender hears "250" only after its own commit.
 */
export class MailStore {
  private waiting: Waiting[] = [];
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly fresh = new FreshMail(),
  ) {}

  /** Resolves after the commit that holds these mails. */
  store(received: ReceivedMail[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ received, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** A batch of one mailbox and the cursor behind it, in one transaction. */
  async storeWithCursor(received: ReceivedMail[], inboxId: string, cursor: MailboxCursor): Promise<void> {
    const stored = await this.database.transaction(async (tx) => {
      const rows = await storeMail(tx, received);
      await saveCursor(tx, inboxId, cursor);
      return rows;
    });
    this.keep(received, stored);
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.flushing) await this.flushing;
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, largestBatch);
      try {
        await this.commit(batch.flatMap((each) => each.received));
        for (const each of batch) each.resolve();
      } catch (error) {
        // One mail that cannot be stored must not refuse the others: each gets its own verdict.
        if (batch.length === 1) batch[0]?.reject(error);
        else await Promise.all(batch.map((each) => this.storeAlone(each)));
      }
    }
    this.flushing = null;
  }

  private async storeAlone(each: Waiting): Promise<void> {
    try {
      await this.commit(each.received);
      each.resolve();
    } catch (error) {
      each.reject(error);
    }
  }

  private async commit(received: ReceivedMail[]): Promise<void> {
    this.keep(received, await this.database.transaction((tx) => storeMail(tx, received)));
  }

  private keep(received: ReceivedMail[], stored: StoredMail[]): void {
    for (const [index, { receiptId, duplicate }] of stored.entries()) {
      const bytes = received[index]?.mail.bytes;
      if (bytes && !duplicate) this.fresh.keep(receiptId, bytes);
    }
  }
}
