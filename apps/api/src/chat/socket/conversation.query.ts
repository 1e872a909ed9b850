import type { ChatConversation, ChatMessage } from '@diwan/contracts';
import type { FileLinks } from '../../attachments/file-links.js';
import type { Queryable } from '../../database/database.js';
import { listAttachments } from '../../messages/timeline/timeline.query.js';

/** More than anybody reads at once; what is older stays with the agents. */
const mostMessages = 200;
/** A place in line beyond this is told as "many". */
const mostAhead = 99;

type ConversationRow = Omit<ChatConversation, 'state' | 'position'> & {
  status: string;
  endedAt: Date | null;
  ahead: number | null;
};

/** The newest conversation of a visitor with what their screen shows of it; null: none yet. */
export async function findConversation(
  database: Queryable,
  where: { visitorId: string } | { ticketId: string },
): Promise<ChatConversation | null> {
  const [column, value] = 'visitorId' in where ? ['visitor_id', where.visitorId] : ['ticket_id', where.ticketId];
  const [row] = await database.query<ConversationRow>(
    `select c.ticket_id as id, s.status, c.ended_at as "endedAt", a.name as "agentName", c.rating,
       coalesce((select max(r.seq) from ticket_reads r where r.ticket_id = c.ticket_id), 0) as "agentReadSeq",
       case when s.assignee_id is null and s.waiting_since is not null then (
         select count(*)::int from (
           select 1 from ticket_standings o
           where o.queue_id = s.queue_id and o.status in ('new', 'open') and o.waiting_since < s.waiting_since
             and o.assignee_id is null limit ${mostAhead}) ahead) end as ahead
     from chat_sessions c join ticket_standings s on s.ticket_id = c.ticket_id left join agents a on a.id = s.assignee_id
     where c.${column} = $1 order by c.started_at desc, c.id desc limit 1`,
    [value],
  );
  return row ? presentConversation(row) : null;
}

function presentConversation({ status, endedAt, ahead, ...row }: ConversationRow): ChatConversation {
  const hasEnded = endedAt !== null || status === 'solved' || status === 'closed';
  const state = hasEnded ? 'ended' : row.agentName === null ? 'waiting' : 'served';
  return { ...row, state, position: state === 'waiting' && ahead !== null ? ahead + 1 : null };
}

export type PlacedMessage = ChatMessage & { conversationId: string };

/** What visitors may read of these conversations after the given places, oldest first. Notes never. */
export async function listChatMessages(
  database: Queryable,
  after: readonly { conversationId: string; seq: number }[],
  links: FileLinks,
): Promise<PlacedMessage[]> {
  if (after.length === 0) return [];
  const rows = await database.query<Omit<PlacedMessage, 'files' | 'at'> & { at: Date }>(
    `select m.id, m.ticket_id as "conversationId", m.seq,
       case m.author_kind when 'contact' then 'visitor' when 'agent' then 'agent' else 'system' end as "from",
       case when m.author_kind = 'agent' then m.author_name else '' end as name,
       coalesce(m.reply_text, m.text) as text, m.created_at as at
     from unnest($1::uuid[], $2::integer[]) as place (ticket_id, seq)
     cross join lateral (
       select m.* from messages m left join deliveries d on d.message_id = m.id
       where m.ticket_id = place.ticket_id and m.seq > place.seq and m.kind <> 'note' and d.state is distinct from 'cancelled'
         -- What follows a visitor by mail says again what stands here already.
         and not (m.channel = 'email' and m.author_kind = 'system')
       order by m.seq desc limit ${mostMessages}) m
     order by m.ticket_id, m.seq`,
    [after.map((each) => each.conversationId), after.map((each) => each.seq)],
  );
  const files = await listAttachments(
    database,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    files: files
      .filter((file) => file.messageId === row.id)
      .map(({ id, name, contentType, sizeBytes }) => ({ id, name, contentType, sizeBytes, url: links.link(id) })),
  }));
}

/** What the visitor said of themselves. */
export async function findDetails(
  database: Queryable,
  visitorId: string,
): Promise<{ name: string; email: string | null } | null> {
  const [row] = await database.query<{ name: string; email: string | null }>(
    'select c.name, v.email from chat_visitors v join contacts c on c.id = v.contact_id where v.id = $1',
    [visitorId],
  );
  return row ?? null;
}

export type Seen = { visitorId: string; conversationId: string; seq: number; read: boolean };

/** Never goes back. Answers the ticket's place as it now is; null: not this visitor's conversation. */
export async function markSeen(
  database: Queryable,
  { visitorId, conversationId, seq, read }: Seen,
): Promise<{ deliveredSeq: number; readSeq: number } | null> {
  const [row] = await database.query<{ deliveredSeq: number; readSeq: number }>(
    `update chat_sessions c set delivered_seq = greatest(c.delivered_seq, least($3, s.last_seq)),
       read_seq = case when $4 then greatest(c.read_seq, least($3, s.last_seq)) else c.read_seq end,
       answered_at = case when $3 < s.last_seq then c.answered_at end
     from ticket_standings s
     where c.visitor_id = $1 and c.ticket_id = $2 and s.ticket_id = c.ticket_id
     returning c.delivered_seq as "deliveredSeq", c.read_seq as "readSeq"`,
    [visitorId, conversationId, seq, read],
  );
  return row ?? null;
}

/** Of these tickets, those that one of these moves was about. */
export async function findMoved(
  database: Queryable,
  moveIds: readonly string[],
  ticketIds: readonly string[],
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'select distinct ticket_id as id from moved_tickets where move_id = any($1) and ticket_id = any($2)',
    [moveIds, ticketIds],
  );
  return rows.map((row) => row.id);
}
