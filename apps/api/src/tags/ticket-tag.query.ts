import type { Tag } from '@diwan/tickets';
import type { Queryable, Tx } from '../database/database.js';

export type TicketTag = { ticketId: string; tag: Tag };

/** The tags of each of these tickets, by name. */
export async function listTagsOf(database: Queryable, ticketIds: readonly string[]): Promise<Map<string, Tag[]>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await database.query<{ ticketId: string; tags: Tag[] }>(
    `select x.ticket_id as "ticketId", jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name, g.id) as tags
     from ticket_tags x join tags g on g.id = x.tag_id where x.ticket_id = any($1) group by 1`,
    [ticketIds],
  );
  return new Map(rows.map(({ ticketId, tags }) => [ticketId, tags]));
}

export async function insertTicketTags(tx: Tx, rows: readonly TicketTag[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into ticket_tags (ticket_id, tag_id) select row.ticket_id, g.id
     from unnest($1::uuid[], $2::uuid[]) as row (ticket_id, tag_id) join tags g on g.id = row.tag_id
     on conflict do nothing`,
    [rows.map(({ ticketId }) => ticketId), rows.map(({ tag }) => tag.id)],
  );
}

export async function deleteTicketTags(tx: Tx, ticketId: string, tagIds: readonly string[]): Promise<void> {
  if (tagIds.length === 0) return;
  await tx.query('delete from ticket_tags where ticket_id = $1 and tag_id = any($2)', [ticketId, tagIds]);
}

/**
 * Some tickets with the tag, their standings held until commit: events of a ticket are written under its lock, or they
 * would not be in their true order.
 */
export async function lockTicketsTagged(tx: Tx, tagId: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.ticket_id as id from ticket_standings s
     where s.ticket_id in (select ticket_id from ticket_tags where tag_id = $1 order by ticket_id limit $2)
     order by s.ticket_id for update`,
    [tagId, limit],
  );
  return rows.map((row) => row.id);
}

/** Gives these tickets the other tag in its place: those that still had it, and of them those that had not that one yet. */
export async function replaceTag(
  tx: Tx,
  ticketIds: readonly string[],
  { from, into }: { from: string; into: string },
): Promise<{ replaced: string[]; gained: Set<string> }> {
  if (ticketIds.length === 0) return { replaced: [], gained: new Set() };
  const lost = await tx.query<{ id: string }>(
    'delete from ticket_tags where ticket_id = any($1) and tag_id = $2 returning ticket_id as id',
    [ticketIds, from],
  );
  const replaced = lost.map((row) => row.id).toSorted();
  const rows = await tx.query<{ id: string }>(
    `insert into ticket_tags (ticket_id, tag_id) select id, $2 from unnest($1::uuid[]) as id
     on conflict do nothing returning ticket_id as id`,
    [replaced, into],
  );
  return { replaced, gained: new Set(rows.map((row) => row.id)) };
}
