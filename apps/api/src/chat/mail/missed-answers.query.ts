import type { Tx } from '../../database/database.js';

/** A visitor who has left an address, and in whose conversation something has not reached them. */
export type MissedAnswers = {
  sessionId: string;
  ticketId: string;
  email: string;
  locale: string;
  mailInboxId: string;
  /** What comes after it has neither reached the screen nor been mailed. */
  afterSeq: number;
};

/** So long an answer waits for the visitor's screen, and for others that may follow it. */
const patience = `interval '2 minutes'`;
/** Beyond this nobody expects an answer by mail any more, after a long stop of the worker for one. */
const tooLate = `interval '3 days'`;

/** An agent has answered: from now on the visitor's screen has so long to get it. */
export async function noteChatAnswer(tx: Tx, ticketId: string): Promise<void> {
  await tx.query('update chat_sessions set answered_at = coalesce(answered_at, now()) where ticket_id = $1', [
    ticketId,
  ]);
}

/** One conversation with answers that wait long enough, held until commit; others may hold others. */
export function claimMissedAnswers(tx: Tx): Promise<MissedAnswers[]> {
  return tx.query<MissedAnswers>(
    `select c.id as "sessionId", c.ticket_id as "ticketId", v.email, c.locale, mailbox.id as "mailInboxId",
       greatest(c.delivered_seq, c.mailed_seq) as "afterSeq"
     from chat_sessions c join chat_visitors v on v.id = c.visitor_id join inboxes i on i.id = v.inbox_id
     join inboxes mailbox on mailbox.id = (i.settings->'widget'->>'mailInboxId')::uuid and mailbox.enabled
     where v.email is not null and c.answered_at between now() - ${tooLate} and now() - ${patience}
     order by c.answered_at limit 1 for update of c skip locked`,
  );
}

export type Missed = { seq: number; name: string; text: string };

/** What agents wrote after that, oldest first. */
export function listMissed(tx: Tx, { ticketId, afterSeq }: MissedAnswers): Promise<Missed[]> {
  return tx.query<Missed>(
    `select seq, author_name as name, coalesce(reply_text, text) as text from messages
     where ticket_id = $1 and seq > $2 and kind = 'outbound' and channel = 'chat' and author_kind = 'agent'
     order by seq limit 50`,
    [ticketId, afterSeq],
  );
}

/** Up to here the visitor has it; what is newer has a time of its own to wait from. */
export async function markMailed(tx: Tx, sessionId: string, seq: number): Promise<void> {
  await tx.query(`update chat_sessions set mailed_seq = greatest(mailed_seq, $2), answered_at = null where id = $1`, [
    sessionId,
    seq,
  ]);
}
