import { changeStatus, system } from '@diwan/tickets';
import type { Database } from '../database/database.js';
import { lockTickets, storeChange } from './ticket.repository.js';

const batchSize = 200;

/** Closes the tickets whose clock has run out. Two workers never take the same clock; a clock fires once. */
export async function closeSolvedTickets(database: Database): Promise<void> {
  let fired = batchSize;
  while (fired === batchSize) {
    fired = await database.transaction(async (tx) => {
      const due = await tx.query<{ ticketId: string }>(
        `delete from clocks where (ticket_id, kind) in
           (select ticket_id, kind from clocks where kind = 'close' and due_at <= now() order by due_at limit $1 for update skip locked)
         returning ticket_id as "ticketId"`,
        [batchSize],
      );
      const now = new Date();
      for (const ticket of await lockTickets(
        tx,
        due.map((each) => each.ticketId),
      )) {
        if (ticket.status !== 'solved') continue;
        await storeChange(tx, changeStatus(ticket, 'closed', { cause: 'solved_long_ago', now }), { actor: system });
      }
      return due.length;
    });
  }
}
