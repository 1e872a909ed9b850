import type { AssignmentReason, WaitingTicket } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';

/** A waiting ticket with how its queue gives it out. */
export type RoutableTicket = WaitingTicket & { distribution: 'assign' | 'offer'; offerSeconds: number };

// Written exactly as in ticket_standings_routing_idx, whose order is that of the domain (order-queue.ts).
const place = `(case s.priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end),
  s.due_at, (coalesce(s.waiting_since, s.last_activity_at)), s.ticket_id`;

/** How many tickets of a contact are looked at for who served them last. */
const stickyTickets = 20;

/** A queue, and for how long a ticket must have waited before any of those with room serves it. */
export type ServedQueue = { queueId: string; afterSeconds: number };

/** The heads of these queues, at most `limit` of each. Nothing is locked: most of them may have to wait on. */
export function listWaitingTickets(tx: Tx, queues: readonly ServedQueue[], limit: number): Promise<RoutableTicket[]> {
  return tx.query<RoutableTicket>(
    `select s.ticket_id as id, s.priority, s.due_at as "dueAt", s.waiting as "waitingSince", t.channel,
       s.queue_id as "queueId", q.distribution, q.distribution = 'offer' as "byOffer", q.offer_seconds as "offerSeconds",
       coalesce((select jsonb_agg(jsonb_build_object('skillId', k.skill_id, 'relaxAfterSeconds', k.relax_after_seconds))
         from ticket_skills k where k.ticket_id = s.ticket_id), '[]') as skills,
       array(select p.agent_id from passed_offers p where p.ticket_id = s.ticket_id and p.at >= s.waiting)::text[] as "passedBy",
       served.sticky
     from unnest($1::uuid[], $2::integer[]) as wanted (queue_id, after_seconds)
     join queues q on q.id = wanted.queue_id
     cross join lateral (
       select s.ticket_id, s.priority, s.queue_id, s.due_at, coalesce(s.waiting_since, s.last_activity_at) as waiting
       from ticket_standings s
       where s.queue_id = q.id and s.assignee_id is null and s.status in ('new', 'open')
         and (s.snoozed_until is null or s.snoozed_until <= now())
         and coalesce(s.waiting_since, s.last_activity_at) <= now() - wanted.after_seconds * interval '1 second'
         and not exists (select 1 from offers o where o.ticket_id = s.ticket_id and o.queue_id = s.queue_id)
       order by ${place} limit $3
     ) s
     join tickets t on t.id = s.ticket_id
     left join lateral (
       select jsonb_build_object('agentId', other.assignee_id, 'at', other.last_activity_at) as sticky
       from (select id from tickets where contact_id = t.contact_id and id <> t.id order by number desc limit ${stickyTickets}) earlier
       join ticket_standings other on other.ticket_id = earlier.id
       where other.assignee_id is not null and other.last_activity_at > now() - q.sticky_minutes * interval '1 minute'
       order by other.last_activity_at desc limit 1
     ) served on q.sticky_minutes > 0`,
    [queues.map((each) => each.queueId), queues.map((each) => each.afterSeconds), limit],
  );
}

/**
 * Of these tickets, those that still wait where they waited, locked until commit. What somebody else holds at this moment
 * is left out and comes with the next turn.
 */
export async function lockStillWaiting(
  tx: Tx,
  tickets: readonly { id: string; queueId: string }[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select s.ticket_id as id from unnest($1::uuid[], $2::uuid[]) as wanted (ticket_id, queue_id)
     join ticket_standings s on s.ticket_id = wanted.ticket_id and s.queue_id = wanted.queue_id
     where s.assignee_id is null and s.status in ('new', 'open') order by s.ticket_id for update of s skip locked`,
    [tickets.map((each) => each.id), tickets.map((each) => each.queueId)],
  );
  return new Set(rows.map((row) => row.id));
}

export type Assignment = { ticketId: string; agentId: string; reason: AssignmentReason };

/** Gives locked tickets to their agents; each version grows by one. */
export async function writeAssignments(tx: Tx, assignments: readonly Assignment[]): Promise<void> {
  await tx.query(
    `update ticket_standings s set assignee_id = row."agentId", version = s.version + 1
     from jsonb_to_recordset($1::jsonb) as row ("ticketId" uuid, "agentId" uuid) where s.ticket_id = row."ticketId"`,
    [jsonRows(assignments)],
  );
}

/** Whoever got something now stands behind who got nothing for longer; offers count as well. */
export async function stampLastAssigned(tx: Tx, agentIds: readonly string[]): Promise<void> {
  await tx.query(
    `update agents a set last_assigned_at = now() + row.place * interval '1 microsecond'
     from (select id, max(place) as place from unnest($1::uuid[]) with ordinality as given (id, place) group by id) row
     where a.id = row.id`,
    [agentIds],
  );
}
