import type { Actor } from '@diwan/tickets';
import type { Database, Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { holdQueues } from '../queues/queue.query.js';
import { queueWhatNobodyHas, waitsForCovered } from './covers.js';
import { judge, judgeBack } from './judge-moved.js';
import {
  countMoved,
  holdActiveAgents,
  isLeft,
  lockMovedTickets,
  markGone,
  peopleOf,
  putOff,
  setMoveState,
  stampMove,
  takeUnfinishedMove,
  writeOutcomes,
  writePlaces,
  type MovedTicket,
  type MoveState,
  type Outcome,
  type Place,
} from './move.query.js';

/** As many as commit well within a third of a second (docs/performance.md). */
export const chunkSize = 10_000;

/** Forwards and back differ in which tickets are next, how each is judged, and where it is put. */
const directions = {
  running: { from: null, judge, place: thereOf, changed: 'moved', end: 'done', event: 'tickets.moved' },
  undoing: {
    from: 'moved',
    judge: judgeBack,
    place: backOf,
    changed: 'restored',
    end: 'undone',
    event: 'tickets.move_undone',
  },
} as const;

type Running = MoveState & { state: 'running' | 'undoing' };

/**
 * Does the next part of a move, forwards or back, in the caller's transaction, which holds the move. The event comes with
 * the part, so that screens show progress; one that is broken off goes on from here.
 */
export async function runChunk(tx: Tx, { id, agentId, state, queueIds }: Running, limit = chunkSize): Promise<void> {
  const direction = directions[state];
  const tickets = await lockMovedTickets(tx, id, { outcome: direction.from, limit });
  const queues = await holdQueues(tx, queueIds);
  const outcomeOf = (each: MovedTicket): Outcome =>
    queues.has(direction.place(each).queueId) ? direction.judge(each) : 'kept';
  const outcomes = new Map(tickets.map((each) => [each.ticketId, outcomeOf(each)]));
  await writeOutcomes(tx, id, outcomes);
  const changed = tickets.filter(({ ticketId }) => outcomes.get(ticketId) === direction.changed).map(direction.place);
  const isLast = tickets.length < limit || !(await isLeft(tx, id, direction.from));
  const move = { id, agentId, state, queueIds };
  await writePart(tx, move, { changed, left: tickets.length - changed.length, isLast });
}

/** What a part of a move leaves behind: tickets where they belong, counts, the end if it was the last, and the event. */
export async function writePart(
  tx: Tx,
  { id, agentId, state, queueIds }: Running,
  { changed, left, isLast }: { changed: readonly Place[]; left: number; isLast: boolean },
): Promise<void> {
  const direction = directions[state];
  await writePlaces(tx, await withoutLeavers(tx, changed));
  await countMoved(tx, id, { [direction.changed]: changed.length, ...failedOf(state, left) });
  if (isLast) await finish(tx, id, state);
  const payload = { moveId: id, count: changed.length, queueIds, agentIds: await peopleOf(tx, id) };
  const actor: Actor = { kind: 'agent', id: agentId };
  const eventId = await recordEvent(tx, { type: direction.event, payload }, { actor });
  if (state === 'running') await stampMove(tx, id, eventId);
}

/** Whoever left since gets nothing back: their tickets wait in the queue, where somebody sees them. */
async function withoutLeavers(tx: Tx, places: readonly Place[]): Promise<Place[]> {
  const active = await holdActiveAgents(tx, [...new Set(places.flatMap((each) => each.assigneeId ?? []))]);
  const isHere = (agentId: string | null): boolean => agentId === null || active.has(agentId);
  return places.map((each) => (isHere(each.assigneeId) ? each : { ...each, assigneeId: null }));
}

/** What an undo leaves alone has not failed: somebody wanted it so. */
function failedOf(state: 'running' | 'undoing', failed: number): { failed?: number } {
  return state === 'running' ? { failed } : {};
}

async function finish(tx: Tx, id: string, state: 'running' | 'undoing'): Promise<void> {
  if (state === 'running') await countMoved(tx, id, { failed: await markGone(tx, id) });
  await setMoveState(tx, id, directions[state].end);
}

function thereOf({ ticketId, toQueueId: queueId, toAssigneeId: assigneeId }: MovedTicket): Place {
  return { ticketId, queueId, assigneeId };
}

function backOf({ ticketId, fromQueueId: queueId, fromAssigneeId: assigneeId }: MovedTicket): Place {
  return { ticketId, queueId, assigneeId };
}

/**
 * Goes on with large moves, with what a crash left behind, and takes timed ones back when their time has come, and whom
 * they cover for. One that waits or fails is put off; the next call goes on with the others.
 */
export async function runMoves(database: Database): Promise<void> {
  let taken: string | null;
  do {
    taken = null;
    try {
      await database.transaction(async (tx) => {
        const move = await takeUnfinishedMove(tx);
        if (!move) return;
        taken = move.id;
        if (await waitsForCovered(tx, move)) {
          await queueWhatNobodyHas(tx, move.id, chunkSize);
          return putOff(tx, move.id);
        }
        const state = move.state === 'running' ? 'running' : 'undoing';
        if (state !== move.state) await setMoveState(tx, move.id, state);
        await runChunk(tx, { ...move, state });
      });
    } catch (error) {
      if (taken !== null) await putOff(database, taken);
      throw error;
    }
  } while (taken !== null);
}
