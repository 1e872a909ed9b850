import type { EarlierMail } from '@diwan/tickets';
import type { Queryable } from '../database/database.js';

type Question = { ticketId: string; address: string; messageId: string | null };

/**
 * When Diwan wrote by itself to this address: about this ticket, or in answer to the very same mail, which may have come to
 * two inboxes and opened two tickets.
 */
export async function findEarlierAutomaticMail(database: Queryable, question: Question): Promise<EarlierMail> {
  const rows = await database.query<{ at: Date }>(
    `select m.created_at as at from messages m join deliveries d on d.message_id = m.id
     where m.kind = 'outbound' and (m.automatic->>'is')::boolean and m.created_at > now() - interval '24 hours'
       and m.to_addresses @> jsonb_build_array(jsonb_build_object('address', $2::text))
       and (m.ticket_id = $1 or d.in_reply_to = $3)`,
    [question.ticketId, question.address, question.messageId],
  );
  const times = rows.map((row) => row.at);
  return { answers: times, mails: times };
}
