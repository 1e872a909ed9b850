import type { Move, MoveSelection, MoveTarget } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { lockActiveAgent } from '../../agents/agent.query.js';
import type { Visibility } from '../../auth/caller.js';
import type { Queryable, Tx } from '../../database/database.js';
import { ApiError } from '../../http/api-error.js';
import { holdQueues } from '../queues/queue.query.js';
import { insertMove } from './move.query.js';
import { planMove, type PlannedMove } from './plan-move.js';
import { runChunk } from './run-move.js';
import { countOpenTickets, listChosen } from './selection.query.js';

type Wish = { selection: MoveSelection; target: MoveTarget; visibility: Visibility };

/** What is chosen, who receives, and what would go where. @throws ApiError move.unknown_target */
export async function planFor(database: Queryable, { selection, target, visibility }: Wish) {
  const chosen = await listChosen(database, selection, visibility);
  const agentIds = target.assignees.to === 'agents' ? [...new Set(target.assignees.agentIds)] : [];
  const receivers = await countOpenTickets(database, agentIds);
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

type Start = { by: string; reason: string; backAt: Move['backAt'] } & Pick<Wish, 'selection' | 'target'>;

/** Writes a move down and does its first part; the worker does the rest of a large one. Answers its id. */
export async function startMove(
  tx: Tx,
  { by: agentId, ...move }: Start,
  planned: readonly PlannedMove[],
): Promise<string> {
  const id = uuidv7();
  await insertMove(tx, { id, agentId, ...move }, planned);
  const queueIds = [...new Set(planned.flatMap(({ from, to }) => [from.queueId, to.queueId]))];
  await runChunk(tx, { id, agentId, state: 'running', queueIds });
  return id;
}
