import type { Move, MoveSelection, MoveTarget } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { lockActiveAgent } from '../../agents/agent.query.js';
import type { Visibility } from '../../auth/caller.js';
import type { Queryable, Tx } from '../../database/database.js';
import { ApiError } from '../../http/api-error.js';
import { holdQueues } from '../queues/queue.query.js';
import { insertMove, type Outcome } from './move.query.js';
import { planMove, type PlannedMove } from './plan-move.js';
import { chunkSize, writePart } from './run-move.js';
import { countOpenTickets, listChosen, lockChosen, type Chosen } from './selection.query.js';

type Wish = { selection: MoveSelection; target: MoveTarget; visibility: Visibility };

/** What is chosen, who receives, and what would go where. @throws ApiError move.unknown_target */
export async function planFor(database: Queryable, wish: Wish) {
  return planOver(database, wish, await listChosen(database, wish));
}

/** The same for `startMove`: nobody else changes what is chosen until commit. @throws ApiError move.unknown_target */
export async function planUnderLock(tx: Tx, wish: Wish) {
  return planOver(tx, wish, await lockChosen(tx, wish));
}

async function planOver(database: Queryable, { target, visibility }: Wish, chosen: readonly Chosen[]) {
  const agentIds = target.assignees.to === 'agents' ? [...new Set(target.assignees.agentIds)] : [];
  const receivers = await countOpenTickets(database, agentIds, visibility);
  if (receivers.length < agentIds.length) throw new ApiError('move.unknown_target');
  return { chosen, receivers, planned: planMove(chosen, target, receivers) };
}

/** Queue and people are there, and nobody of them is deactivated before this commits. @throws ApiError move.unknown_target */
export async function assertTarget(tx: Tx, { queueId, assignees }: MoveTarget): Promise<void> {
  if (queueId !== undefined && (await holdQueues(tx, [queueId])).size === 0) throw new ApiError('move.unknown_target');
  if (assignees.to !== 'agents') return;
  for (const agentId of [...new Set(assignees.agentIds)].toSorted()) {
    if (!(await lockActiveAgent(tx, agentId))) throw new ApiError('move.unknown_target');
  }
}

type Start = { by: string; reason: string; backAt: Move['backAt']; coveredAgentId?: string } & Pick<
  Wish,
  'selection' | 'target'
>;

/**
 * Writes a move down and does its first part, which is written with its outcome: what was planned under lock still stands
 * where it stood. The worker does the rest of a large one. Answers its id.
 */
export async function startMove(
  tx: Tx,
  { by: agentId, ...move }: Start,
  planned: readonly PlannedMove[],
): Promise<string> {
  const id = uuidv7();
  const queueIds = [...new Set(planned.flatMap(({ from, to }) => [from.queueId, to.queueId]))];
  const queues = await holdQueues(tx, queueIds);
  const part = planned.slice(0, chunkSize).map((each) => ({ ...each, outcome: outcomeOf(each, queues) }));
  await insertMove(tx, { id, agentId, ...move }, [...part, ...planned.slice(chunkSize)]);
  const changed = part.filter(({ outcome }) => outcome === 'moved').map(({ ticketId, to }) => ({ ticketId, ...to }));
  const isLast = planned.length <= chunkSize;
  await writePart(
    tx,
    { id, agentId, state: 'running', queueIds },
    { changed, left: part.length - changed.length, isLast },
  );
  return id;
}

/** A queue that was deleted since stays away. */
function outcomeOf({ to }: PlannedMove, queues: ReadonlySet<string>): Outcome {
  return queues.has(to.queueId) ? 'moved' : 'kept';
}
