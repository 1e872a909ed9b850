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
  await insertEvents(tx, events, address);
}

/** Answers their ids. */
async function insertEvents(
  tx: Tx,
  events: readonly RecordedEvent[],
  address: string | null,
): Promise<{ id: string }[]> {
  if (events.length === 0) return [];
  const rows = events.map((event) => ({
    type: event.type,
    ticket_id: event.ticketId,
    actor_kind: event.actor.kind,
    actor_id: actorId(event.actor),
    payload: event.payload,
    address,
  }));
  const inserted = await tx.query<{ id: string }>(
    `insert into events (type, ticket_id, actor_kind, actor_id, payload, address)
     select type, ticket_id, actor_kind, actor_id, payload, address
     from jsonb_to_recordset($1::jsonb)
       as row (type text, ticket_id uuid, actor_kind text, actor_id uuid, payload jsonb, address text) returning id`,
    [jsonRows(rows)],
  );
  tx.announce();
  return inserted;
}

/** The same for one event outside of any ticket, with the address it was asked from. Answers its id. */
export async function recordEvent(
  tx: Tx,
  event: DomainEvent,
  by: { actor: Actor; address?: string | null; ticketId?: string | null },
): Promise<string> {
  const recorded = { ...event, actor: by.actor, ticketId: by.ticketId ?? null };
  const [inserted] = await insertEvents(tx, [recorded], by.address ?? null);
  return inserted?.id ?? '';
}
