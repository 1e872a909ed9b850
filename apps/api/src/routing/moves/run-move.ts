import type { Actor } from '@diwan/tickets';
import type { Database, Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import {
  concernedBy,
  countMoved,
  moveChunk,
  restoreChunk,
  setMoveState,
  takeUnfinishedMove,
  type Counted,
  type MoveState,
} from './move.query.js';

/** As many as commit well within a third of a second (docs/performance.md). */
export const chunkSize = 10_000;

/**
 * Does the next part of a move, forwards or back, in the caller's transaction, which holds the move. Answers whether that
 * was the last. The event comes with the part, so that screens show progress; one that is broken off goes on from here.
 */
export async function runChunk(tx: Tx, { id, agentId, state }: MoveState): Promise<boolean> {
  const isForward = state === 'running';
  const counted = await (isForward ? moveChunk : restoreChunk)(tx, id, chunkSize);
  const changed = countOf(counted, isForward ? 'moved' : 'restored');
  const seen = counted.reduce((sum, each) => sum + each.count, 0);
  await countMoved(tx, id, {
    moved: isForward ? changed : 0,
    failed: isForward ? seen - changed : 0,
    restored: isForward ? 0 : changed,
  });
  const isLast = seen < chunkSize;
  if (isLast) await setMoveState(tx, id, isForward ? 'done' : 'undone');
  const concerned = await concernedBy(tx, id);
  const actor: Actor = { kind: 'agent', id: agentId };
  await recordEvent(
    tx,
    {
      type: isForward ? 'tickets.moved' : 'tickets.move_undone',
      payload: { moveId: id, count: changed, ...concerned },
    },
    { actor },
  );
  return isLast;
}

function countOf(counted: readonly Counted[], outcome: string): number {
  return counted.find((each) => each.outcome === outcome)?.count ?? 0;
}

/** Goes on with large moves, with what a crash left behind, and takes timed ones back when their time has come. */
export async function runMoves(database: Database): Promise<void> {
  for (;;) {
    const found = await database.transaction(async (tx) => {
      const move = await takeUnfinishedMove(tx);
      if (!move) return false;
      if (move.state === 'done') await setMoveState(tx, move.id, 'undoing');
      await runChunk(tx, move.state === 'done' ? { ...move, state: 'undoing' } : move);
      return true;
    });
    if (!found) return;
  }
}
