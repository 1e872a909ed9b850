import { claimedTicketNumber, type Ticket } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { lockTickets } from '../../tickets/ticket.repository.js';
import type { UnderstoodMail } from '../understand/understood-mail.js';
import { loadFollowUps, loadRouting, type FollowUpContext, type RoutingContext } from './routing-context.query.js';

export type KnownId = { inboxId: string; value: string; ticketId: string; messageId: string | null; kind: MailIdKind };
export type MailIdKind = 'own' | 'received' | 'quoted' | 'thread_index';

/** Everything that deciding about a batch of mails needs, loaded in a handful of statements however many mails there are. */
export type LoadedContext = RoutingContext &
  FollowUpContext & {
    tickets: Map<string, Ticket>;
    ticketByNumber: Map<number, Ticket>;
    participants: Map<string, Set<string>>;
    /** By inbox id + ' ' + value. */
    ids: Map<string, KnownId[]>;
    contactByAddress: Map<string, string>;
    ownAddresses: Set<string>;
  };

export function idKey(inboxId: string, value: string): string {
  return `${inboxId} ${value}`;
}

export const threadIndexValue = (threadIndex: string): string => `thread-index:${threadIndex}`;

function wantedIds({ claim, message }: UnderstoodMail): { inboxId: string; value: string }[] {
  const values = [
    ...message.inReplyTo,
    ...message.references,
    ...(message.messageId ? [message.messageId] : []),
    ...(message.bounce?.originalMessageId ? [message.bounce.originalMessageId] : []),
    ...(message.threadIndex ? [threadIndexValue(message.threadIndex)] : []),
  ];
  return values.map((value) => ({ inboxId: claim.inboxId, value }));
}

async function loadIds(tx: Tx, mails: readonly UnderstoodMail[]): Promise<KnownId[]> {
  const wanted = mails.flatMap(wantedIds);
  if (wanted.length === 0) return [];
  return tx.query<KnownId>(
    `select m.inbox_id as "inboxId", m.value, m.ticket_id as "ticketId", m.message_id as "messageId", m.kind
     from (select distinct * from unnest($1::uuid[], $2::text[]) as wanted (inbox_id, value)) wanted
     join mail_ids m on m.inbox_id = wanted.inbox_id and m.value = wanted.value`,
    [wanted.map((each) => each.inboxId), wanted.map((each) => each.value)],
  );
}

async function ticketIdsByNumber(tx: Tx, mails: readonly UnderstoodMail[]): Promise<string[]> {
  const numbers = mails.flatMap(({ message }) => {
    const claimed = claimedTicketNumber(message.subject);
    return [...message.proofs.map((proof) => proof.ticketNumber), ...(claimed === null ? [] : [claimed])];
  });
  if (numbers.length === 0) return [];
  const rows = await tx.query<{ id: string }>('select id from tickets where number = any($1::bigint[])', [numbers]);
  return rows.map((row) => row.id);
}

async function loadContacts(tx: Tx, mails: readonly UnderstoodMail[]): Promise<Map<string, string>> {
  const addresses = [...new Set(mails.flatMap(({ message }) => (message.from ? [message.from.address] : [])))];
  const rows = await tx.query<{ value: string; contactId: string }>(
    `select value, contact_id as "contactId" from handles where kind = 'email' and value = any($1)`,
    [addresses],
  );
  return new Map(rows.map((row) => [row.value, row.contactId]));
}

async function loadParticipants(tx: Tx, ticketIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const participants = new Map(ticketIds.map((id) => [id, new Set<string>()]));
  if (ticketIds.length === 0) return participants;
  const rows = await tx.query<{ ticketId: string; address: string }>(
    'select ticket_id as "ticketId", address from ticket_participants where ticket_id = any($1)',
    [ticketIds],
  );
  for (const row of rows) participants.get(row.ticketId)?.add(row.address);
  return participants;
}

/** @throws when the queue of an inbox was deleted since the mail was claimed; the next claim knows the new one */
async function loadMailRouting(tx: Tx, mails: readonly UnderstoodMail[]): Promise<RoutingContext> {
  const queueIds = [...new Set(mails.map(({ claim }) => claim.queueId))];
  const { held, ...routing } = await loadRouting(tx, { queueIds, inboxIds: mails.map(({ claim }) => claim.inboxId) });
  if (!queueIds.every((id) => held.has(id))) throw new Error('the queue of an inbox is gone');
  return routing;
}

/** Locks every ticket that any of the mails may touch, in the order of their ids so that two workers cannot deadlock. */
export async function loadContext(tx: Tx, mails: readonly UnderstoodMail[]): Promise<LoadedContext> {
  const known = await loadIds(tx, mails);
  const byNumber = await ticketIdsByNumber(tx, mails);
  const tickets = await lockTickets(tx, [...new Set([...known.map((each) => each.ticketId), ...byNumber])]);
  const ids = new Map<string, KnownId[]>();
  for (const each of known) {
    const key = idKey(each.inboxId, each.value);
    ids.set(key, [...(ids.get(key) ?? []), each]);
  }
  const followUps = await loadFollowUps(tx, tickets);
  const routing = await loadMailRouting(tx, mails);
  const own = await tx.query<{ address: string }>('select address from inboxes');
  return {
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    ticketByNumber: new Map(tickets.map((ticket) => [ticket.number, ticket])),
    participants: await loadParticipants(
      tx,
      tickets.map((ticket) => ticket.id),
    ),
    ids,
    contactByAddress: await loadContacts(tx, mails),
    ownAddresses: new Set(own.map((row) => row.address)),
    ...followUps,
    ...routing,
  };
}
