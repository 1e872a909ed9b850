import { closesAt, type Ticket } from '@diwan/tickets';
import type { Tx } from '../database/database.js';

/** As the column has it; only a database without an organisation has no row. */
const standardMinutes = 4 * 24 * 60;

/** Sets or clears what is due for these tickets by the clock: a solved one closes some days later. */
export async function setTicketClocks(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  const solved = tickets.filter((ticket) => ticket.status === 'solved');
  const others = tickets.filter((ticket) => ticket.status !== 'solved');
  if (solved.length > 0) {
    const closeAfterMinutes = await readCloseAfter(tx);
    await tx.query(
      `insert into clocks (ticket_id, kind, due_at) select ticket_id, 'close', due_at
       from unnest($1::uuid[], $2::timestamptz[]) as row (ticket_id, due_at)
       on conflict (ticket_id, kind) do update set due_at = excluded.due_at`,
      [
        solved.map((ticket) => ticket.id),
        solved.map((ticket) => closesAt(ticket.solvedAt ?? new Date(), closeAfterMinutes)),
      ],
    );
  }
  if (others.length > 0) {
    await tx.query(`delete from clocks where kind = 'close' and ticket_id = any($1)`, [
      others.map((ticket) => ticket.id),
    ]);
  }
}

async function readCloseAfter(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ minutes: number }>('select close_after_minutes as minutes from organisations');
  return row?.minutes ?? standardMinutes;
}

/**
 * Gives tickets that are solved already the new time. Who is just solving one keeps the old; and whoever holds a clock is
 * about to write or to delete it, so it is not waited for.
 */
export async function dateClosing(tx: Tx, closeAfterMinutes: number): Promise<void> {
  await tx.query(
    `update clocks c set due_at = s.solved_at + make_interval(mins => $1) from ticket_standings s
     where s.ticket_id = c.ticket_id and s.solved_at is not null and c.kind = 'close' and c.ticket_id in
       (select ticket_id from clocks where kind = 'close' for update skip locked)`,
    [closeAfterMinutes],
  );
}
