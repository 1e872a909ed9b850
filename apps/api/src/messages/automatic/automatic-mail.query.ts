import type { EarlierMail } from '@diwan/tickets';
import type { Queryable, Tx } from '../../database/database.js';

type Question = { ticketId: string; address: string; messageId: string | null };

/**
 * What Diwan wrote by itself to this address in the last 24 hours: everything counts for the caps, whichever ticket it was
 * about, since a loop opens a ticket each time; as an answer counts what was about this ticket, or answered the very same
 * mail, which may have come to two inboxes.
 */
export async function findEarlierAutomaticMail(database: Queryable, question: Question): Promise<EarlierMail> {
  const rows = await database.query<{ at: Date; isAnswer: boolean }>(
    `select at, (ticket_id = $2 or coalesce(in_reply_to = $3, false)) as "isAnswer"
     from automatic_mails where address = $1 and at > now() - interval '24 hours' order by at desc limit 200`,
    [question.address, question.ticketId, question.messageId],
  );
  return { mails: rows.map((row) => row.at), answers: rows.filter((row) => row.isAnswer).map((row) => row.at) };
}

type AutomaticMail = { messageId: string; address: string; ticketId: string; inReplyTo: string | null };

export async function recordAutomaticMail(tx: Tx, mail: AutomaticMail): Promise<void> {
  await tx.query('insert into automatic_mails (message_id, address, ticket_id, in_reply_to) values ($1, $2, $3, $4)', [
    mail.messageId,
    mail.address,
    mail.ticketId,
    mail.inReplyTo,
  ]);
}
