import type { Queryable } from '../database/database.js';
import type { StoredEvent } from './domain-events.js';

/** Position in the feed. Ordered by transaction, then by event within it. */
export type FeedPosition = { xid: string; id: string };

/** Where the feed ends now: everything from here on is new. */
export async function feedEnd(database: Queryable): Promise<FeedPosition> {
  const [row] = await database.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid');
  return { xid: row?.xid ?? '0', id: '0' };
}

/**
 * The events after `position`, oldest first. Ids are handed out before commit and may commit out of order, so the feed
 * ends at the oldest transaction still running: what lies below can never change any more.
 */
export function readFeed(database: Queryable, position: FeedPosition, limit: number): Promise<StoredEvent[]> {
  return database.query<StoredEvent>(
    // `order by xid` alone would mean the text in the output, where 100 comes before 99.
    `select e.id::text, e.xid::text, type, ticket_id as "ticketId", actor_kind as "actorKind", actor_id as "actorId", payload, at
     from events e
     where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
     order by e.xid, e.id limit $3`,
    [position.xid, position.id, limit],
  );
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
