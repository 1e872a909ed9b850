import type { Queryable } from '../../database/database.js';

export type MessageRow = {
  id: string;
  ticketId: string;
  seq: number;
  kind: 'inbound' | 'outbound' | 'note';
  channel: 'email' | 'chat' | 'phone';
  authorKind: 'agent' | 'contact' | 'rule' | 'system';
  authorId: string | null;
  authorName: string;
  from: { name: string; address: string } | null;
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  text: string;
  replyText: string;
  html: string | null;
  automatic: { is: boolean };
  sentAt: Date | null;
  createdAt: Date;
  warnings: string[];
  deliveryState: string | null;
  nextAttemptAt: Date | null;
  attempts: number | null;
  errorCode: string | null;
  errorDetail: string | null;
};

export type AttachmentRow = {
  id: string;
  messageId: string;
  name: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  contentId: string | null;
  inline: boolean;
};

const columns = `m.id, m.ticket_id as "ticketId", m.seq, m.kind, m.channel, m.author_kind as "authorKind", m.author_id as "authorId",
  m.author_name as "authorName", m.from_address as "from", m.to_addresses as "to", m.cc_addresses as cc, m.subject, m.text,
  coalesce(m.reply_text, m.text) as "replyText", m.html, m.automatic, m.sent_at as "sentAt", m.created_at as "createdAt", m.warnings,
  d.state as "deliveryState", d.next_attempt_at as "nextAttemptAt", d.attempts, d.error_code as "errorCode",
  d.error_detail as "errorDetail"`;
const from = `from messages m left join deliveries d on d.message_id = m.id`;

/** The newest messages before `beforeSeq`, oldest first; one more than `limit` when there is more. Cancelled ones are gone. */
export async function listMessages(
  database: Queryable,
  ticketId: string,
  { beforeSeq, limit }: { beforeSeq: number | null; limit: number },
): Promise<MessageRow[]> {
  const rows = await database.query<MessageRow>(
    `select ${columns} ${from}
     where m.ticket_id = $1 and m.seq < coalesce($2::int, 2147483647) and d.state is distinct from 'cancelled'
     order by m.seq desc limit $3`,
    [ticketId, beforeSeq, limit + 1],
  );
  return rows.reverse();
}

export function listMessagesAfter(database: Queryable, ticketId: string, afterSeq: number): Promise<MessageRow[]> {
  return database.query<MessageRow>(
    `select ${columns} ${from}
     where m.ticket_id = $1 and m.seq > $2 and d.state is distinct from 'cancelled' order by m.seq limit 100`,
    [ticketId, afterSeq],
  );
}

export async function findMessageRow(database: Queryable, id: string): Promise<MessageRow | null> {
  const [row] = await database.query<MessageRow>(`select ${columns} ${from} where m.id = $1`, [id]);
  return row ?? null;
}

/** What lists show of a ticket: the newest words of the contact or of an agent to them. */
export async function findNewestPublicText(database: Queryable, ticketId: string): Promise<string | null> {
  const [row] = await database.query<{ text: string }>(
    `select coalesce(m.reply_text, m.text) as text ${from}
     where m.ticket_id = $1 and m.kind <> 'note' and not (m.kind = 'outbound' and (m.automatic->>'is')::boolean)
       and d.state is distinct from 'cancelled' order by m.seq desc limit 1`,
    [ticketId],
  );
  return row?.text ?? null;
}

export function listAttachments(database: Queryable, messageIds: readonly string[]): Promise<AttachmentRow[]> {
  return database.query<AttachmentRow>(
    `select id, message_id as "messageId", name, content_type as "contentType", size_bytes::float8 as "sizeBytes", sha256,
       content_id as "contentId", inline
     from attachments where message_id = any($1) order by message_id, position, id`,
    [messageIds],
  );
}

export type TimelineEventRow = {
  id: string;
  type: string;
  actorKind: 'agent' | 'contact' | 'rule' | 'system';
  actorName: string | null;
  payload: Record<string, unknown>;
  names: Record<string, string> | null;
  at: Date;
};

/** What happened besides the messages, within a span of time; with the names of whom and what payloads point at. */
export function listTicketEvents(
  database: Queryable,
  ticketId: string,
  { from: since, to }: { from: Date | null; to: Date | null },
): Promise<TimelineEventRow[]> {
  return database.query<TimelineEventRow>(
    `select e.id::text, e.type, e.actor_kind as "actorKind", coalesce(a.name, c.name) as "actorName", e.payload, e.at,
       (select jsonb_object_agg(n.id, n.name) from (
          select id, name from agents where id::text in (e.payload->>'from', e.payload->>'to', e.payload->>'by')
          union all select id, name from queues where id::text = e.payload->>'queueId'
          union all select id, name from sla_policies where id::text = e.payload->>'slaPolicyId'
          union all select id, name from skills where e.payload->'skillIds' ? id::text) n) as names
     from events e
     left join agents a on e.actor_kind = 'agent' and a.id = e.actor_id
     left join contacts c on e.actor_kind = 'contact' and c.id = e.actor_id
     where e.ticket_id = $1 and e.type in ('ticket.opened', 'ticket.status_changed', 'ticket.assigned', 'ticket.routed', 'ticket.tagged', 'ticket.offered',
       'ticket.offer_passed', 'ticket.sla_breached', 'ticket.escalated', 'ticket.priority_changed', 'message.failed', 'message.uncertain', 'message.bounced',
       'message.retried', 'message.marked_sent', 'message.cancelled',
       'chat.ended', 'chat.rated', 'chat.visitor_updated')
       -- What rules gave is told by ticket.routed, with their names.
       and not (e.type = 'ticket.tagged' and e.payload->>'cause' = 'rules')
       and e.at >= coalesce($2::timestamptz, '-infinity') and e.at < coalesce($3::timestamptz, 'infinity')
     order by e.id limit 500`,
    [ticketId, since, to],
  );
}

/** The same for bulk moves, which write one event for all their tickets: there and, after an undo, back. */
export function listTicketMoves(
  database: Queryable,
  ticketId: string,
  { from: since, to }: { from: Date | null; to: Date | null },
): Promise<TimelineEventRow[]> {
  return database.query<TimelineEventRow>(
    `select step.id, step.type, 'agent' as "actorKind", a.name as "actorName",
       jsonb_build_object('queue', q.name, 'to', n.name, 'reason', v.reason) as payload, null as names, step.at
     from moved_tickets m join moves v on v.id = m.move_id join agents a on a.id = v.agent_id
     cross join lateral (
       select v.id::text as id, 'ticket.moved' as type, v.created_at as at, m.to_queue_id as queue_id, m.to_assignee_id as agent_id
       union all
       select v.id || '/undo', 'ticket.move_undone', v.undone_at, m.from_queue_id, m.from_assignee_id
       where m.outcome = 'restored' and v.undone_at is not null
     ) step
     left join queues q on q.id = step.queue_id left join agents n on n.id = step.agent_id
     where m.ticket_id = $1 and m.outcome in ('moved', 'restored', 'kept')
       and step.at >= coalesce($2::timestamptz, '-infinity') and step.at < coalesce($3::timestamptz, 'infinity')
     order by step.at limit 100`,
    [ticketId, since, to],
  );
}
