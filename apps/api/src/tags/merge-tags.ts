import type { Database, Tx } from '../database/database.js';
import { recordEvent, recordEvents } from '../events/event.repository.js';
import { isOnTickets, listMerging, lockMerging, type Merging } from './merge.query.js';
import { deleteTag } from './tag.query.js';
import { lockTicketsTagged, replaceTag } from './ticket-tag.query.js';

const pieceSize = 1_000;

/**
 * Does what is left of all merges, in any number of processes at once. A piece holds standings, the end holds the tag, and
 * nothing ever holds both: whoever tags a ticket takes its standing first and then waits for the tag.
 */
export async function mergeTags(database: Database, size = pieceSize): Promise<void> {
  for (const merging of await listMerging(database)) {
    let isDone = false;
    while (!isDone) {
      const hasMore = await database.transaction((tx) => mergePiece(tx, merging, size));
      isDone = !hasMore && (await database.transaction((tx) => finish(tx, merging)));
    }
  }
}

/** Each ticket says what it lost and got: policies may ask for the other tag. Answers whether there may be more. */
async function mergePiece(tx: Tx, { id, name, into, order }: Merging, size: number): Promise<boolean> {
  const ticketIds = await lockTicketsTagged(tx, id, size);
  const { replaced, gained } = await replaceTag(tx, ticketIds, { from: id, into: into.id });
  await recordEvents(
    tx,
    replaced.map((ticketId) => ({
      type: 'ticket.tagged' as const,
      payload: { added: gained.has(ticketId) ? [into] : [], removed: [{ id, name }], cause: 'merged' as const },
      ticketId,
      actor: order.actor,
    })),
    order.address,
  );
  return ticketIds.length > 0;
}

/** False while there is a ticket that got it in its last moment. */
async function finish(tx: Tx, { id }: Merging): Promise<boolean> {
  const merging = await lockMerging(tx, id);
  if (!merging) return true;
  if (await isOnTickets(tx, id)) return false;
  await deleteTag(tx, id);
  const { name, into, order } = merging;
  const { actor, address, tickets } = order;
  await recordEvent(tx, { type: 'tag.merged', payload: { id, name, into, tickets } }, { actor, address });
  return true;
}
