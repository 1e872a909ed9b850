import type { Queryable } from '../database/database.js';
import type { DomainEventType, StoredEvent } from './domain-events.js';

/** Position in the feed. Ordered by transaction, then by event within it. */
export type FeedPosition = { xid: string; id: string };

/** Where the feed ends now: everything from here on is new. */
export async function feedEnd(database: Queryable): Promise<FeedPosition> {
  const [row] = await database.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid');
  return { xid: row?.xid ?? '0', id: '0' };
}

export type FeedPage = { events: StoredEvent[]; next: FeedPosition };

/**
 * The events after `position`, oldest first, of some types or of all, and where their reader stands then. Ids are handed out
 * before commit and may commit out of order, so the feed ends at the oldest transaction still running: what lies below can
 * never change any more. A page that is not full has reached that end, over everything that nobody asked for.
 */
export async function readFeed(
  database: Queryable,
  position: FeedPosition,
  { limit, types = null }: { limit: number; types?: readonly DomainEventType[] | null },
): Promise<FeedPage> {
  // One statement is one snapshot: the end belongs to what was read. `order by xid` alone would mean the text in the
  // output, where 100 comes before 99.
  const rows = await database.query<StoredEvent & { end: string }>(
    `select e.*, pg_snapshot_xmin(pg_current_snapshot())::text as end from (select) once left join lateral (
       select e.id::text, e.xid::text, type, ticket_id as "ticketId", actor_kind as "actorKind", actor_id as "actorId", payload, at
       from events e
       where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
         and ($4::text[] is null or type = any($4))
       order by e.xid, e.id limit $3) e on true`,
    [position.xid, position.id, limit, types],
  );
  const events = rows.filter(({ id }) => id !== null);
  const last = events.length < limit ? { xid: rows[0]?.end ?? position.xid, id: '0' } : events.at(-1);
  return { events, next: { ...position, ...(last && { xid: last.xid, id: last.id }) } };
}

/** Takes the cursor of a durable handler for this transaction; null while another process works with it. */
export async function lockCursor(database: Queryable, handler: string): Promise<FeedPosition | null> {
  const [row] = await database.query<FeedPosition>(
    'select xid::text, event_id::text as id from event_cursors where handler = $1 for update skip locked',
    [handler],
  );
  return row ?? null;
}

/** Whether anything lies behind a handler's cursor. */
export async function hasNews(database: Queryable, handler: string): Promise<boolean> {
  const rows = await database.query(
    `select 1 from event_cursors c
     where c.handler = $1 and exists (
       select 1 from events e
       where (e.xid, e.id) > (c.xid, c.event_id) and e.xid < pg_snapshot_xmin(pg_current_snapshot()))`,
    [handler],
  );
  return rows.length > 0;
}

/** Gives a new handler its place: it hears of everything from now on. */
export async function createCursor(database: Queryable, handler: string): Promise<void> {
  await database.query(
    `insert into event_cursors (handler, xid, event_id)
     values ($1, pg_snapshot_xmin(pg_current_snapshot()), 0) on conflict do nothing`,
    [handler],
  );
}

export async function moveCursor(database: Queryable, handler: string, position: FeedPosition): Promise<void> {
  await database.query('update event_cursors set xid = $2::xid8, event_id = $3 where handler = $1', [
    handler,
    position.xid,
    position.id,
  ]);
}

/** A cursor that passed over what concerns nobody may be lost with the machine: it would pass over it again. */
export async function passWithoutWaiting(tx: Queryable): Promise<void> {
  await tx.query('set local synchronous_commit = off');
}
