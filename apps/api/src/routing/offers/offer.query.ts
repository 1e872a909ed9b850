import type { Offer } from '@diwan/contracts';
import type { Actor, AssignmentReason, ChannelKind } from '@diwan/tickets';
import { jsonRows } from '../../database/json-rows.js';
import type { Queryable, Tx } from '../../database/database.js';
import { recordEvents } from '../../events/event.repository.js';
import type { RecordedEvent } from '../../events/domain-events.js';

export type NewOffer = { ticketId: string; agentId: string; seconds: number; reason: AssignmentReason };

/** Offers tickets that this transaction has locked; answers until when each is open. A void offer gives way. */
export function insertOffers(tx: Tx, offers: readonly NewOffer[]): Promise<{ ticketId: string; expiresAt: Date }[]> {
  return tx.query(
    `insert into offers (ticket_id, agent_id, queue_id, reason, expires_at)
     select row."ticketId", row."agentId", s.queue_id, row.reason, now() + row.seconds * interval '1 second'
     from jsonb_to_recordset($1::jsonb) as row ("ticketId" uuid, "agentId" uuid, reason jsonb, seconds integer)
     join ticket_standings s on s.ticket_id = row."ticketId"
     on conflict (ticket_id) do update set agent_id = excluded.agent_id, queue_id = excluded.queue_id,
       reason = excluded.reason, offered_at = excluded.offered_at, expires_at = excluded.expires_at
     returning ticket_id as "ticketId", expires_at as "expiresAt"`,
    [jsonRows(offers)],
  );
}

type OfferRow = Omit<Offer, 'waitingSince' | 'offeredAt' | 'expiresAt'> & {
  waitingSince: Date | null;
  offeredAt: Date;
  expiresAt: Date;
};

/**
 * SQL for "offer `o` still stands" beside the standing `s` of its ticket: somebody may have taken, solved or moved it
 * meanwhile, and the agent may have left the team that serves the queue.
 */
export const standsSql = `s.assignee_id is null and s.status in ('new', 'open') and s.queue_id = o.queue_id
  and exists (select 1 from team_members m join team_queues tq on tq.team_id = m.team_id
    where m.agent_id = o.agent_id and tq.queue_id = o.queue_id)`;

export async function listOffersTo(database: Queryable, agentId: string): Promise<Offer[]> {
  const rows = await database.query<OfferRow>(
    `select t.number::float8 as number, t.subject, t.channel, c.name as "contactName",
       jsonb_build_object('id', q.id, 'name', q.name) as queue, s.waiting_since as "waitingSince",
       o.offered_at as "offeredAt", o.expires_at as "expiresAt", o.reason
     from offers o join tickets t on t.id = o.ticket_id join ticket_standings s on s.ticket_id = o.ticket_id
     join contacts c on c.id = t.contact_id join queues q on q.id = s.queue_id
     where o.agent_id = $1 and o.expires_at > now() and ${standsSql} order by o.expires_at, o.ticket_id`,
    [agentId],
  );
  return rows.map((row) => ({
    ...row,
    waitingSince: row.waitingSince?.toISOString() ?? null,
    offeredAt: row.offeredAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

export type TakenOffer = {
  ticketId: string;
  agentId: string;
  channel: ChannelKind;
  reason: AssignmentReason;
  stands: boolean;
};
const taken = `returning o.ticket_id as "ticketId", o.agent_id as "agentId", o.reason,
  (select channel from tickets t where t.id = o.ticket_id) as channel,
  (select ${standsSql} from ticket_standings s where s.ticket_id = o.ticket_id) as stands`;

/** Takes an offer out of the world: whoever gets it back from here, and nobody else, decides what becomes of it. */
export async function takeOffer(tx: Tx, number: number, agentId: string): Promise<TakenOffer | null> {
  const [row] = await tx.query<TakenOffer>(
    `delete from offers o using tickets n where n.id = o.ticket_id and n.number = $1 and o.agent_id = $2
       and o.expires_at > now() ${taken}`,
    [number, agentId],
  );
  return row ?? null;
}

export function takeExpiredOffers(tx: Tx, limit: number): Promise<TakenOffer[]> {
  return tx.query<TakenOffer>(
    `delete from offers o where o.ticket_id in
       (select ticket_id from offers where expires_at <= now() order by expires_at limit $1 for update skip locked) ${taken}`,
    [limit],
  );
}

/** Offers of who is no longer available go back at once. Nobody has passed anything by. */
export async function withdrawOffersTo(
  tx: Tx,
  agentId: string,
  { channels, by }: { channels: readonly ChannelKind[]; by: { actor: Actor; address: string | null } },
): Promise<void> {
  const withdrawn = await tx.query<TakenOffer>(
    `delete from offers o using tickets n where n.id = o.ticket_id and o.agent_id = $1 and n.channel = any($2) ${taken}`,
    [agentId, channels],
  );
  await recordEvents(
    tx,
    withdrawn.map((offer) => passed(offer, 'withdrawn', by.actor)),
    by.address,
  );
}

export function passed(
  { ticketId, agentId }: TakenOffer,
  cause: 'declined' | 'timed_out' | 'withdrawn',
  actor: Actor,
): RecordedEvent {
  return { type: 'ticket.offer_passed', payload: { by: agentId, cause }, ticketId, actor };
}

/** Not asked again for these tickets while they wait. */
export async function rememberPassed(tx: Tx, offers: readonly TakenOffer[]): Promise<void> {
  await tx.query(
    `insert into passed_offers (ticket_id, agent_id) select * from unnest($1::uuid[], $2::uuid[])
     on conflict (ticket_id, agent_id) do update set at = now()`,
    [offers.map((each) => each.ticketId), offers.map((each) => each.agentId)],
  );
}
