import { actorId, type Actor } from '@diwan/tickets';
import { jsonRows } from '../database/json-rows.js';
import type { Tx } from '../database/database.js';
import type { DomainEvent, RecordedEvent } from './domain-events.js';

/** Writes what happened in the transaction that made it happen. The only way an event comes into being. */
export async function recordEvents(
  tx: Tx,
  events: readonly RecordedEvent[],
  address: string | null = null,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    type: event.type,
    ticket_id: event.ticketId,
    actor_kind: event.actor.kind,
    actor_id: actorId(event.actor),
    payload: event.payload,
    address,
  }));
  await tx.query(
    `insert into events (type, ticket_id, actor_kind, actor_id, payload, address)
     select type, ticket_id, actor_kind, actor_id, payload, address
     from jsonb_to_recordset($1::jsonb)
       as row (type text, ticket_id uuid, actor_kind text, actor_id uuid, payload jsonb, address text)`,
    [jsonRows(rows)],
  );
  tx.announce();
}

/** The same for one event outside of any ticket, with the address it was asked from. */
export async function recordEvent(
  tx: Tx,
  event: DomainEvent,
  by: { actor: Actor; address?: string | null; ticketId?: string | null },
): Promise<void> {
  await recordEvents(tx, [{ ...event, actor: by.actor, ticketId: by.ticketId ?? null }], by.address ?? null);
}
