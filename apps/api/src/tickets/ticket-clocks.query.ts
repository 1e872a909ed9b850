import { closesAt, type Ticket } from '@diwan/tickets';
import type { Tx } from '../database/database.js';

/** Sets or clears what is due for these tickets by the clock: a solved one closes some days later. */
export async function setTicketClocks(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  const solved = tickets.filter((ticket) => ticket.status === 'solved');
  const others = tickets.filter((ticket) => ticket.status !== 'solved');
  if (solved.length > 0) {
    await tx.query(
      `insert into clocks (ticket_id, kind, due_at) select ticket_id, 'close', due_at
       from unnest($1::uuid[], $2::timestamptz[]) as row (ticket_id, due_at)
       on conflict (ticket_id, kind) do update set due_at = excluded.due_at`,
      [solved.map((ticket) => ticket.id), solved.map((ticket) => closesAt(ticket.solvedAt ?? new Date()))],
    );
  }
  if (others.length > 0) {
    await tx.query(`delete from clocks where kind = 'close' and ticket_id = any($1)`, [
      others.map((ticket) => ticket.id),
    ]);
  }
}
