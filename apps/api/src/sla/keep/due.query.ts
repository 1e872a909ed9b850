import type { DueClock } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';

/** Which rows of `clocks` are those of promises: others are about closing and the like. */
export const slaClockSql = `(kind in ('first_reply', 'next_reply', 'resolution') or kind like 'escalation:%')`;

export type TicketDue = { ticketId: string; dueAt: Date | null; clocks: readonly DueClock[] };

/** Makes the rows of these tickets what is due from now on; untouched where nothing changes. */
export async function writeDueClocks(tx: Tx, tickets: readonly TicketDue[]): Promise<void> {
  const rows = tickets.flatMap(({ ticketId, clocks }) =>
    clocks.map(({ kind, dueAt }) => ({ ticket_id: ticketId, kind, due_at: dueAt })),
  );
  const due = `jsonb_to_recordset($1::jsonb) as row (ticket_id uuid, kind text, due_at timestamptz)`;
  await tx.query(
    `delete from clocks c where ticket_id = any($2) and ${slaClockSql}
       and not exists (select 1 from ${due} where row.ticket_id = c.ticket_id and row.kind = c.kind)`,
    [jsonRows(rows), tickets.map(({ ticketId }) => ticketId)],
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into clocks (ticket_id, kind, due_at) select ticket_id, kind, due_at from ${due}
     on conflict (ticket_id, kind) do update set due_at = excluded.due_at where clocks.due_at <> excluded.due_at`,
    [jsonRows(rows)],
  );
}

/**
 * Writes the soonest due time beside each standing; answers where it changed. The version stays: no agent's screen is behind
 * because of it.
 */
export async function writeDueTimes(tx: Tx, tickets: readonly TicketDue[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update ticket_standings s set due_at = row.due_at
     from jsonb_to_recordset($1::jsonb) as row (ticket_id uuid, due_at timestamptz)
     where s.ticket_id = row.ticket_id and s.due_at is distinct from row.due_at returning s.ticket_id as id`,
    [jsonRows(tickets.map(({ ticketId, dueAt }) => ({ ticket_id: ticketId, due_at: dueAt })))],
  );
  return rows.map((row) => row.id);
}
