import type { IntakeStep } from '@diwan/tickets';
import type { Queryable } from '../database/database.js';

export type Receipt = {
  id: string;
  inboxId: string;
  source: string;
  outcome: string | null;
  cause: string | null;
  steps: IntakeStep[] | null;
  receivedAt: Date;
  ticketNumber: number | null;
};

const columns = `r.id, r.inbox_id as "inboxId", r.source, r.outcome, r.cause, r.steps, r.received_at as "receivedAt",
  (select number::float8 from tickets t where t.id = r.ticket_id) as "ticketNumber"`;

export async function findReceiptOfMessage(database: Queryable, messageId: string): Promise<Receipt | null> {
  const [row] = await database.query<Receipt>(`select ${columns} from mail_receipts r where r.message_id = $1`, [
    messageId,
  ]);
  return row ?? null;
}

/** By receipt id, message id or the wire's Message-ID: whatever somebody has at hand. Newest first. */
export function findReceipts(database: Queryable, reference: string): Promise<Receipt[]> {
  return database.query<Receipt>(
    `select ${columns} from mail_receipts r
     where r.id::text = $1 or r.message_id::text = $1
        or r.message_id in (select id from messages where message_id = trim(both '<>' from $1))
     order by r.received_at desc limit 20`,
    [reference],
  );
}
