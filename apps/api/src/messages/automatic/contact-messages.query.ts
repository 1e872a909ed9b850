import type { OutOfHoursTexts } from '@diwan/contracts';
import type { Address, Automatic } from '@diwan/tickets';
import type { Queryable, Tx } from '../../database/database.js';

/** A mail that a contact wrote, and what its inbox wants of answers. */
export type ContactMessage = {
  ticketId: string;
  inboxId: string;
  seq: number;
  from: Address;
  automatic: Automatic;
  warnings: string[];
  messageId: string | null;
  answersOutOfHours: boolean;
};

/** Of these messages, those by mail that somebody might be answered for, oldest first. */
export function listContactMessages(tx: Tx, ids: readonly string[], acknowledges: boolean): Promise<ContactMessage[]> {
  return tx.query<ContactMessage>(
    `select m.ticket_id as "ticketId", t.inbox_id as "inboxId", m.seq, m.from_address as "from", m.automatic, m.warnings,
       m.message_id as "messageId", i.answers_out_of_hours as "answersOutOfHours"
     from messages m join tickets t on t.id = m.ticket_id join inboxes i on i.id = t.inbox_id
     where m.id = any($1) and t.channel = 'email' and m.from_address is not null
       and (i.answers_out_of_hours or ($2 and m.seq = 1)) order by m.created_at, m.ticket_id, m.seq`,
    [ids, acknowledges],
  );
}

export type EarlierAnswers = { agentWroteAt: Date | null; toldClosedAt: Date | null };

/** A reply that was taken back was never written. */
export async function findEarlierAnswers(tx: Tx, ticketId: string): Promise<EarlierAnswers> {
  const [row] = await tx.query<EarlierAnswers>(
    `select max(m.created_at) filter (where m.author_kind = 'agent') as "agentWroteAt",
       max(m.created_at) filter (where m.automatic->'why' ? 'out_of_hours') as "toldClosedAt"
     from messages m left join deliveries d on d.message_id = m.id
     where m.ticket_id = $1 and m.kind = 'outbound' and d.state is distinct from 'cancelled'`,
    [ticketId],
  );
  return row ?? { agentWroteAt: null, toldClosedAt: null };
}

export async function readOutOfHoursTexts(database: Queryable): Promise<Partial<OutOfHoursTexts>> {
  const [row] = await database.query<{ texts: Partial<OutOfHoursTexts> }>(
    'select out_of_hours_texts as texts from organisations',
  );
  return row?.texts ?? {};
}
