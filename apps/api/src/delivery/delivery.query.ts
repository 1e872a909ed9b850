import type { Address, Ticket } from '@diwan/tickets';
import type { Queryable, Tx } from '../database/database.js';
import { jsonRows } from '../database/json-rows.js';

/** The standing before a reply, to be put back when the reply is taken back and nobody has touched the ticket since. */
export type UndoStanding = Pick<Ticket, 'status' | 'assigneeId' | 'waitingSince' | 'solvedAt' | 'lastActivityAt'> & {
  /** The version that the reply made. */
  version: number;
};

export type NewDelivery = {
  messageId: string;
  inboxId: string;
  ticketId: string;
  /** Until then it can be taken back; counted by the clock of the database, like everything that becomes due (P16). */
  sendAfterMs: number;
  inReplyTo: string | null;
  references: string[];
  threadIndex: string | null;
  replyTo: string;
  language: string;
  undo: UndoStanding | null;
};

export async function insertDelivery(tx: Tx, delivery: NewDelivery): Promise<void> {
  await tx.query(
    `insert into deliveries (message_id, inbox_id, ticket_id, state, next_attempt_at, in_reply_to, "references", thread_index,
       reply_to, language, undo, created_at)
     values ($1, $2, $3, $4, now() + $5::float8 * interval '1 ms', $6, $7, $8, $9, $10, $11, now())`,
    [
      delivery.messageId, delivery.inboxId, delivery.ticketId, delivery.sendAfterMs > 0 ? 'scheduled' : 'queued', delivery.sendAfterMs,
      delivery.inReplyTo, delivery.references, delivery.threadIndex, delivery.replyTo, delivery.language,
      delivery.undo ? jsonRows(delivery.undo) : null,
    ], // prettier-ignore
  );
}

/** A message on its way out, taken by this worker. */
export type ClaimedDelivery = {
  messageId: string;
  ticketId: string;
  inboxId: string;
  leaseToken: string;
  attempts: number;
  firstAttemptAt: Date;
  inReplyTo: string | null;
  references: string[];
  threadIndex: string | null;
  replyTo: string;
  language: string;
  wireId: string;
  from: Address;
  to: Address[];
  cc: Address[];
  subject: string;
  text: string;
  html: string | null;
  automatic: boolean;
  /** Not empty: the others have it already. */
  onlyTo: string[];
};

const leaseSeconds = 120;
/** A server that does not answer keeps its own inbox's messages waiting, never those of the others. */
const mostPerInbox = 4;
const dueCondition = `((d.state in ('scheduled', 'queued') and d.next_attempt_at <= now())
  or (d.state = 'sending' and d.leased_until < now() and d.handed_over_at is null))`;

/**
 * Takes due messages, oldest first. The lease carries a token: a worker that was thought dead and comes back cannot write
 * over its successor's result (promise P7). A lease that ran out is taken again if the message cannot have left; what may
 * have left is for `giveUpHandedOver`.
 */
export function claimDeliveries(database: Queryable, leaseToken: string, limit: number): Promise<ClaimedDelivery[]> {
  return database.query<ClaimedDelivery>(
    `with due as (
       select due.message_id from inboxes i cross join lateral (
         select d.message_id, d.next_attempt_at from deliveries d
         where d.inbox_id = i.id and ${dueCondition}
         order by d.next_attempt_at
         limit greatest(0, ${mostPerInbox} - (
           select count(*) from deliveries s where s.inbox_id = i.id and s.state = 'sending' and s.leased_until >= now()))
         for update skip locked
       ) due
       order by due.next_attempt_at limit $2
     ), claimed as (
       update deliveries d set state = 'sending', lease_token = $1, leased_until = now() + interval '${leaseSeconds} seconds',
         attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, now()), undo = null
       from due where d.message_id = due.message_id returning d.*
     )
     select d.message_id as "messageId", d.ticket_id as "ticketId", d.inbox_id as "inboxId", d.lease_token as "leaseToken",
       d.attempts, d.first_attempt_at as "firstAttemptAt", d.in_reply_to as "inReplyTo", d."references",
       d.thread_index as "threadIndex", d.reply_to as "replyTo", d.language, m.message_id as "wireId",
       m.from_address as "from", m.to_addresses as "to", m.cc_addresses as cc, m.subject, m.text, m.html,
       (m.automatic->>'is')::boolean as automatic, coalesce(d.only_to, '{}') as "onlyTo"
     from claimed d join messages m on m.id = d.message_id`,
    [leaseToken, limit],
  );
}

/** Keeps a message ours while its server takes its time. */
export async function renewLease(
  database: Queryable,
  { messageId, leaseToken }: Pick<ClaimedDelivery, 'messageId' | 'leaseToken'>,
): Promise<void> {
  await database.query(
    `update deliveries set leased_until = now() + interval '${leaseSeconds} seconds'
     where message_id = $1 and lease_token = $2 and state = 'sending'`,
    [messageId, leaseToken],
  );
}

/**
 * From here on the other side may have the message. Committed before its last bytes go; if it cannot be, they must not.
 * @returns whether the lease is still ours.
 */
export async function beginHandOver(
  database: Queryable,
  { messageId, leaseToken }: Pick<ClaimedDelivery, 'messageId' | 'leaseToken'>,
): Promise<boolean> {
  const rows = await database.query(
    `update deliveries set handed_over_at = now(), leased_until = now() + interval '${leaseSeconds} seconds'
     where message_id = $1 and lease_token = $2 and state = 'sending' returning message_id`,
    [messageId, leaseToken],
  );
  return rows.length > 0;
}

/**
 * Messages whose worker died between handing over and the answer: sent or not, nobody knows, and nobody but a person sends
 * them again. The token stays, so that a worker that only slept may still say what came of it.
 */
export function giveUpHandedOver(tx: Tx): Promise<{ messageId: string; ticketId: string }[]> {
  return tx.query(
    `update deliveries set state = 'uncertain', next_attempt_at = null, error_code = 'channel.uncertain',
       error_detail = 'The worker ended before the server answered'
     where message_id in (
       select message_id from deliveries where state = 'sending' and handed_over_at is not null and leased_until < now()
       limit 100 for update skip locked)
     returning message_id as "messageId", ticket_id as "ticketId"`,
  );
}

export type DeliveryResult =
  | { state: 'sent'; response: string }
  | { state: 'queued'; retryAfterMs: number; code: string; detail: string }
  /** `onlyTo`: some recipients were refused while the others have it. */
  | { state: 'failed' | 'uncertain'; code: string; detail: string; onlyTo?: readonly string[] };

/** Writes a result if the lease is still ours. Answers whether it was. */
export async function finishDelivery(
  tx: Tx,
  claimed: Pick<ClaimedDelivery, 'messageId' | 'leaseToken'>,
  result: DeliveryResult,
): Promise<boolean> {
  const failed = result.state === 'sent' ? null : result;
  const rows = await tx.query(
    `update deliveries set state = $3, next_attempt_at = now() + $4::float8 * interval '1 ms', error_code = $5, error_detail = $6,
       response = coalesce($7, response), only_to = coalesce($8, only_to), sent_at = case when $3 = 'sent' then now() end, lease_token = null, leased_until = null,
       handed_over_at = null
     where message_id = $1 and lease_token = $2 and (state = 'sending' or state = 'uncertain' and $3 <> 'uncertain') returning message_id`,
    [
      claimed.messageId,
      claimed.leaseToken,
      result.state,
      result.state === 'queued' ? result.retryAfterMs : null,
      failed?.code ?? null,
      failed?.detail.slice(0, 1000) ?? null,
      result.state === 'sent' ? result.response.slice(0, 1000) : null,
      failed && 'onlyTo' in failed ? (failed.onlyTo ?? null) : null,
    ],
  );
  return rows.length > 0;
}

/** Takes a scheduled message back if it has not left yet: the same row lock decides that the worker uses. */
export async function cancelDelivery(tx: Tx, messageId: string): Promise<{ undo: UndoStanding | null } | null> {
  const [row] = await tx.query<{ undo: UndoStanding | null }>(
    `with before as (select message_id, undo from deliveries where message_id = $1 and state = 'scheduled' for update)
     update deliveries d set state = 'cancelled', next_attempt_at = null, undo = null
     from before where d.message_id = before.message_id returning before.undo`,
    [messageId],
  );
  return row ?? null;
}

/** Sends once more what failed, came back or stayed uncertain. */
export async function retryDelivery(tx: Tx, messageId: string): Promise<boolean> {
  const rows = await tx.query(
    `update deliveries set state = 'queued', next_attempt_at = now(), first_attempt_at = null, attempts = 0, error_code = null,
       error_detail = null, lease_token = null, leased_until = null, handed_over_at = null
     where message_id = $1 and state in ('failed', 'uncertain', 'bounced') returning message_id`,
    [messageId],
  );
  return rows.length > 0;
}

/** Somebody knows that it arrived. */
export async function markDeliverySent(tx: Tx, messageId: string): Promise<boolean> {
  const rows = await tx.query(
    `update deliveries set state = 'sent', sent_at = now(), error_code = null, error_detail = null, lease_token = null,
       leased_until = null, handed_over_at = null
     where message_id = $1 and state = 'uncertain' returning message_id`,
    [messageId],
  );
  return rows.length > 0;
}
