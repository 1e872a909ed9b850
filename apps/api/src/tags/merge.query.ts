import type { Actor, Tag } from '@diwan/tickets';
import type { Queryable, Tx } from '../database/database.js';

/** What it was when somebody said that it becomes another one. */
export type MergeOrder = { actor: Actor; address: string; tickets: number };
export type Merging = Tag & { into: Tag; order: MergeOrder };

/** One begins after the other: two that go opposite ways, or one after the other, would wait for each other. */
export async function waitForMerges(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('tag_merges'))`);
}

export async function isMergeTarget(database: Queryable, id: string): Promise<boolean> {
  const rows = await database.query('select 1 from tags where merged_into_id = $1 limit 1', [id]);
  return rows.length > 0;
}

export async function writeMerge(tx: Tx, { id, into, order }: Merging): Promise<void> {
  await tx.query('update tags set merged_into_id = $2, merging = $3 where id = $1', [
    id,
    into.id,
    JSON.stringify(order),
  ]);
}

const mergingSql = `select g.id, g.name, jsonb_build_object('id', i.id, 'name', i.name) as into, g.merging as "order"
  from tags g join tags i on i.id = g.merged_into_id`;

export function listMerging(database: Queryable): Promise<Merging[]> {
  return database.query<Merging>(`${mergingSql} order by g.id`);
}

/** Alone with it; null once somebody else has finished. */
export async function lockMerging(tx: Tx, id: string): Promise<Merging | null> {
  const [merging] = await tx.query<Merging>(`${mergingSql} where g.id = $1 for update of g`, [id]);
  return merging ?? null;
}

export async function isOnTickets(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query('select 1 from ticket_tags where tag_id = $1 limit 1', [id]);
  return rows.length > 0;
}
