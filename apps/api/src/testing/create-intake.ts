// Stage 1 and 2 of intake on a real database with the real parser, as a worker has them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailParser, createReplySigner, type ReplySigner } from '@diwan/channels';
import { pino } from 'pino';
import { BlobStore } from '../attachments/blob-store.js';
import type { Database, Row } from '../database/database.js';
import { IntakeService } from '../intake/intake.service.js';
import { FreshMail } from '../intake/store/fresh-mail.js';
import { storeMail } from '../intake/store/store-mail.query.js';
import { aRawMail, type MailWish } from './a-raw-mail.js';

export type TestIntake = {
  service: IntakeService;
  signer: ReplySigner;
  blobs: BlobStore;
  /** Another worker: the same parts, claims of its own. */
  another: (database?: Database) => IntakeService;
  /** Stores mails in this order, understands nothing yet. Answers the receipts' ids. */
  store: (inboxId: string, ...mails: MailWish[]) => Promise<string[]>;
  /** Stores, understands, answers what became of each, in order. */
  take: (inboxId: string, ...mails: MailWish[]) => Promise<Receipt[]>;
  receipts: (ids: readonly string[]) => Promise<Receipt[]>;
  close: () => Promise<void>;
};

export type Receipt = {
  id: string;
  outcome: string | null;
  cause: string | null;
  detail: string | null;
  attempts: number;
  ticketId: string;
  messageId: string;
  steps: { rule: string; matched: boolean; params: Row }[];
};

const key = { id: 'k1', secret: Buffer.alloc(32, 7) };

export async function createIntake(database: Database): Promise<TestIntake> {
  const folder = await mkdtemp(join(tmpdir(), 'diwan-blobs-'));
  const parser = createMailParser({ threads: 1 });
  const blobs = new BlobStore(folder);
  const signer = createReplySigner({ current: key });
  const fresh = new FreshMail();
  const another = (other = database): IntakeService =>
    new IntakeService(other, blobs, parser, signer, pino({ level: 'silent' }), fresh);
  const service = another();
  const store = async (inboxId: string, ...mails: MailWish[]): Promise<string[]> => {
    const received = mails.map((mail) => ({ inboxId, source: 'smtp' as const, mail: aRawMail(mail) }));
    const stored = await database.transaction((tx) => storeMail(tx, received));
    return stored.map((each) => each.receiptId);
  };
  const receipts = async (ids: readonly string[]): Promise<Receipt[]> => {
    const rows = await database.query<Receipt>(
      `select id, outcome, cause, detail, attempts, ticket_id as "ticketId", message_id as "messageId", steps
       from mail_receipts where id = any($1)`,
      [ids],
    );
    return ids.flatMap((id) => rows.filter((row) => row.id === id));
  };
  return {
    service,
    signer,
    blobs,
    another,
    store,
    receipts,
    async take(inboxId, ...mails) {
      const ids = await store(inboxId, ...mails);
      await service.drain();
      return receipts(ids);
    },
    async close() {
      await parser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
