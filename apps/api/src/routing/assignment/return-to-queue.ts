import { assignTicket, system } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import type { StoredEvent } from '../../events/domain-events.js';
import type { DurableHandler } from '../../events/durable-handler.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { isPresentSql } from '../presence/presence.query.js';

/**
 * A contact who writes again must not wait for somebody who went home: a ticket that wakes up stays with its assignee only
 * while they are on shift (there, and not declared offline) or a lead who covers for them said that it waits, else it goes
 * back to its queue. Queues from which agents take
 * tickets themselves are left alone.
 */
export class ReturnToQueue implements DurableHandler {
  readonly name = 'return_to_queue';
  readonly types = ['ticket.status_changed'] as const;

  async handle(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
    const woken = events.filter((event) => event.payload['cause'] === 'contact_wrote');
    const ids = [...new Set(woken.flatMap((event) => event.ticketId ?? []))];
    for (const ticket of await lockTickets(tx, await withAbsentAssignee(tx, ids))) {
      if (ticket.status !== 'open') continue;
      await storeChange(tx, assignTicket(ticket, null, { cause: 'agent_absent' }), { actor: system });
    }
  }
}

async function withAbsentAssignee(tx: Tx, ticketIds: readonly string[]): Promise<string[]> {
  if (ticketIds.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `select s.ticket_id as id from ticket_standings s
     join tickets t on t.id = s.ticket_id
     join queues q on q.id = s.queue_id and q.distribution <> 'manual'
     left join presences p on p.agent_id = s.assignee_id and p.channel = t.channel
     left join heartbeats h on h.agent_id = s.assignee_id
     where s.ticket_id = any($1) and s.assignee_id is not null
       and (coalesce(p.state, 'offline') = 'offline' or not (${isPresentSql} or p.keeps_tickets))`,
    [ticketIds],
  );
  return rows.map((row) => row.id);
}
