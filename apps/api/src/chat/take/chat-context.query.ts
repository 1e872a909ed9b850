import { isUnsolved, type Ticket } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import {
  loadFollowUps,
  loadRouting,
  nothingOpens,
  type FollowUpContext,
  type RoutingContext,
} from '../../intake/plan/routing-context.query.js';
import { lockTickets } from '../../tickets/ticket.repository.js';
import type { ChatInput } from './chat-input.js';

export type ChatInbox = { id: string; queueId: string; language: string };
export type OpenSession = { id: string; visitorId: string; ticketId: string };
export type Receipt = { visitorId: string; clientId: string; ticketId: string; seq: number; at: Date };

/** Everything that deciding about a batch of visitors' messages needs, in a handful of statements. */
export type ChatContext = RoutingContext &
  FollowUpContext & {
    inboxes: Map<string, ChatInbox>;
    /** Contact and name by visitor, of those who have written before. */
    contacts: Map<string, { contactId: string; name: string }>;
    sessions: Map<string, OpenSession>;
    tickets: Map<string, Ticket>;
    /** By visitor id + ' ' + client id. */
    receipts: Map<string, Receipt>;
    /** Files that this visitor uploaded and that no message has yet, by id. */
    files: Map<string, string>;
  };

export const receiptKey = (visitorId: string, clientId: string): string => `${visitorId} ${clientId}`;

/** Locks visitors and then tickets, each in the order of their ids: two processes never wait for each other in a ring. */
export async function loadChatContext(tx: Tx, inputs: readonly ChatInput[]): Promise<ChatContext> {
  const visitorIds = [...new Set(inputs.map(({ visitor }) => visitor.id))];
  const visitors = await tx.query<KnownVisitor>(
    `select v.id, v.contact_id as "contactId", c.name, s.id as "sessionId", s.ticket_id as "ticketId"
     from chat_visitors v join contacts c on c.id = v.contact_id
     left join chat_sessions s on s.visitor_id = v.id and s.ended_at is null
     where v.id = any($1) order by v.id for update of v`,
    [visitorIds],
  );
  const tickets = await lockTickets(
    tx,
    visitors.flatMap(({ ticketId }) => ticketId ?? []),
  );
  // An agent who ends a chat solves its ticket: what was read before the lock may be older than that.
  const ended = tickets.every(({ status }) => isUnsolved(status)) ? [] : await findEnded(tx, visitorIds);
  const sessions = visitors.flatMap(({ id, sessionId, ticketId }) =>
    sessionId === null || ticketId === null || ended.includes(sessionId)
      ? []
      : [{ id: sessionId, visitorId: id, ticketId }],
  );
  const goOn = sessions.length === visitorIds.length && tickets.every(({ status }) => isUnsolved(status));
  return {
    contacts: new Map(visitors.map(({ id, contactId, name }) => [id, { contactId, name }])),
    sessions: new Map(sessions.map((each) => [each.visitorId, each])),
    tickets: new Map(tickets.map((each) => [each.id, each])),
    receipts: await loadReceipts(tx, inputs),
    files: await loadFiles(tx, inputs),
    // Most messages go on in a ticket that there is: nothing else need be known then.
    ...(goOn
      ? { inboxes: new Map(), ...nothingOpens }
      : { ...(await loadFollowUps(tx, tickets)), ...(await loadInboxes(tx, inputs)) }),
  };
}

type KnownVisitor = {
  id: string;
  contactId: string;
  name: string;
  sessionId: string | null;
  ticketId: string | null;
};

async function findEnded(tx: Tx, visitorIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from chat_sessions where visitor_id = any($1) and ended_at is not null',
    [visitorIds],
  );
  return rows.map(({ id }) => id);
}

async function loadReceipts(tx: Tx, inputs: readonly ChatInput[]): Promise<Map<string, Receipt>> {
  const rows = await tx.query<Receipt>(
    `select r.visitor_id as "visitorId", r.client_id as "clientId", r.ticket_id as "ticketId", r.seq, r.at
     from unnest($1::uuid[], $2::uuid[]) as asked (visitor_id, client_id)
     join chat_receipts r on r.visitor_id = asked.visitor_id and r.client_id = asked.client_id`,
    [inputs.map(({ visitor }) => visitor.id), inputs.map(({ clientId }) => clientId)],
  );
  return new Map(rows.map((row) => [receiptKey(row.visitorId, row.clientId), row]));
}

async function loadFiles(tx: Tx, inputs: readonly ChatInput[]): Promise<Map<string, string>> {
  const ids = inputs.flatMap(({ fileIds }) => fileIds);
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; visitorId: string }>(
    `select id, visitor_id as "visitorId" from attachments where id = any($1) and message_id is null
       and visitor_id is not null order by id for update`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.visitorId]));
}

/** The widgets that are switched on and lead somewhere, and by what their tickets are routed. */
async function loadInboxes(
  tx: Tx,
  inputs: readonly ChatInput[],
): Promise<Pick<ChatContext, 'inboxes'> & RoutingContext> {
  const inboxIds = [...new Set(inputs.map(({ visitor }) => visitor.inboxId))];
  const inboxes = await tx.query<ChatInbox>(
    `select id, queue_id as "queueId", language from inboxes where id = any($1) and channel = 'chat' and enabled`,
    [inboxIds],
  );
  const { held, ...routing } = await loadRouting(tx, { queueIds: inboxes.map((each) => each.queueId), inboxIds });
  return {
    inboxes: new Map(inboxes.filter((each) => held.has(each.queueId)).map((each) => [each.id, each])),
    ...routing,
  };
}
