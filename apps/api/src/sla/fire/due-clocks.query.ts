import type { DueKind } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { followedTypes } from '../keep/follow-events.js';
import { slaClockSql } from '../keep/due.query.js';

/**
 * The tickets of the clocks that have been due for longest, their standings held until commit. What somebody else holds at
 * this moment comes with the next turn: it may be the very reply that was waited for.
 */
export async function lockDueTickets(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select c.ticket_id as id from clocks c join ticket_standings s on s.ticket_id = c.ticket_id
     where c.due_at <= now() and ${slaClockSql} order by c.due_at limit $1 for update of s skip locked`,
    [limit],
  );
  return [...new Set(rows.map((row) => row.id))];
}

/** Which of these tickets have events, or terms, that their clocks do not know of yet. */
export async function listUnkept(tx: Tx, ticketIds: readonly string[], revision: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select l.ticket_id as id from sla_standings l where l.ticket_id = any($1) and (l.revision < $2 or exists (
       select 1 from events e where e.ticket_id = l.ticket_id and e.id > l.last_event_id and e.type = any($3)))`,
    [ticketIds, revision, followedTypes],
  );
  return rows.map((row) => row.id);
}

export type DueRow = { ticketId: string; kind: DueKind; dueAt: Date };

/**
 * Takes what is due of these tickets, once and for all. `least` hides the due time from the planner, which would otherwise
 * go through everything that is due for every batch.
 */
export function takeDue(tx: Tx, ticketIds: readonly string[]): Promise<DueRow[]> {
  return tx.query<DueRow>(
    `delete from clocks where ticket_id = any($1) and least(due_at, now()) = due_at and ${slaClockSql}
     returning ticket_id as "ticketId", kind, due_at as "dueAt"`,
    [ticketIds],
  );
}

/** By which policy, of which revision of the terms, each ticket's clocks run. */
export function listPoliciesInForce(
  tx: Tx,
  ticketIds: readonly string[],
): Promise<{ ticketId: string; policyId: string | null; revision: number }[]> {
  return tx.query(
    'select ticket_id as "ticketId", policy_id as "policyId", revision from sla_standings where ticket_id = any($1)',
    [ticketIds],
  );
}
