import type { ChatPage, TicketChat } from '@diwan/contracts';
import type { Queryable, Tx } from '../../database/database.js';
import { isMadeUp } from '../take/visitor-name.js';

type ChatRow = Pick<TicketChat, 'locale' | 'userAgent' | 'deliveredSeq' | 'readSeq'> & {
  startedAt: Date;
  endedAt: Date | null;
  page: ChatPage | null;
  visitorId: string;
  name: string;
  email: string | null;
  proven: boolean;
  rating: number | null;
  ratingText: string | null;
};

/** The newest visit of a ticket; null: it is no chat. */
export async function findTicketChat(database: Queryable, ticketId: string): Promise<TicketChat | null> {
  const [row] = await database.query<ChatRow>(
    `select c.started_at as "startedAt", c.ended_at as "endedAt", c.page, c.locale, c.user_agent as "userAgent",
       c.delivered_seq as "deliveredSeq", c.read_seq as "readSeq", c.rating, c.rating_text as "ratingText",
       v.id as "visitorId", v.email, v.subject is not null as proven, k.name
     from chat_sessions c join chat_visitors v on v.id = c.visitor_id join contacts k on k.id = v.contact_id
     where c.ticket_id = $1 order by c.started_at desc, c.id desc limit 1`,
    [ticketId],
  );
  return row ? presentChat(row) : null;
}

function presentChat({
  visitorId,
  name,
  email,
  proven,
  rating,
  ratingText,
  startedAt,
  endedAt,
  ...row
}: ChatRow): TicketChat {
  return {
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    said: { name: isMadeUp(name, visitorId) ? null : name, email, proven },
    rating: rating === null ? null : { score: rating, text: ratingText ?? '' },
  };
}

/** Whether there was one to end. The ticket is locked: nobody else ends it now. */
export async function endSessions(tx: Tx, ticketId: string): Promise<boolean> {
  const ended = await tx.query(
    `with ended as (update chat_sessions set ended_at = now() where ticket_id = $1 and ended_at is null returning 1)
     select count(*) from ended having count(*) > 0`,
    [ticketId],
  );
  return ended.length > 0;
}
