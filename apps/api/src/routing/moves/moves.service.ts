import { Injectable } from '@nestjs/common';
import type { Move, MoveFailure, MovePage, MovePreview, MoveTarget, PreviewMove, StartMove } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { lockActiveAgent } from '../../agents/agent.query.js';
import { visibilityOf, type Caller } from '../../auth/caller.js';
import { Database, type Queryable, type Tx } from '../../database/database.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { once } from '../../http/idempotency.js';
import { decodeKeyset, pageOfRows } from '../../http/keyset.js';
import { isQueue } from '../queues/queue.query.js';
import { findMoveRow, insertMove, listMoveFailures, listMoveRows, lockMove, setMoveState } from './move.query.js';
import { planMove } from './plan-move.js';
import { presentMove } from './present-move.js';
import { previewOf } from './preview-move.js';
import { runChunk } from './run-move.js';
import { countOpenTickets, listChosen, namesOf } from './selection.query.js';

@Injectable()
export class MovesService {
  constructor(private readonly database: Database) {}

  /** What a move would do, in counts. Nothing is changed. */
  async preview(caller: Caller, { selection, target }: PreviewMove): Promise<MovePreview> {
    const { chosen, planned, receivers } = await this.plan(this.database, caller, { selection, target });
    const names = await namesOf(this.database, {
      queueIds: [...new Set(chosen.map((each) => each.queueId))],
      agentIds: [...new Set(chosen.flatMap((each) => each.assigneeId ?? []))],
    });
    return previewOf({ chosen, planned, receivers, names });
  }

  /**
   * Moves everything at once when it is up to ten thousand tickets; the rest of a larger move is done by the worker, part by
   * part. @throws ApiError move.selection_changed when the tickets are not those of the preview any more
   */
  start(caller: Caller, body: StartMove, key: string | undefined): Promise<Move> {
    return this.database.transaction((tx) =>
      once(tx, { agentId: caller.agent.id, key, body }, async () => {
        await assertTarget(tx, body.target);
        const { chosen, planned } = await this.plan(tx, caller, body);
        if (chosen.length !== body.expectedTotal) {
          throw new ApiError('move.selection_changed', { total: chosen.length });
        }
        if (planned.length === 0) throw new ApiError('move.nothing');
        const id = uuidv7();
        await insertMove(tx, { id, agentId: caller.agent.id, ...body }, planned);
        await runChunk(tx, { id, agentId: caller.agent.id, state: 'running', total: planned.length });
        return this.get(tx, id);
      }),
    );
  }

  /** Puts back what nobody has touched since. @throws ApiError move.not_done while it runs or when it is undone already */
  undo(caller: Caller, id: string): Promise<Move> {
    return this.database.transaction(async (tx) => {
      const move = await lockMove(tx, id);
      if (!move) throw notFound();
      if (move.state !== 'done') throw new ApiError('move.not_done', { state: move.state });
      await setMoveState(tx, id, 'undoing');
      await runChunk(tx, { ...move, agentId: caller.agent.id, state: 'undoing' });
      return this.get(tx, id);
    });
  }

  async list({ cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<MovePage> {
    const rows = await listMoveRows(this.database, { after: decodeKeyset(cursor), limit });
    const page = pageOfRows(rows, limit, (row) => ({ key: row.createdAt.toISOString(), id: row.id }));
    return { items: page.items.map(presentMove), nextCursor: page.nextCursor };
  }

  read(id: string): Promise<Move> {
    return this.get(this.database, id);
  }

  async failures(caller: Caller, id: string): Promise<MoveFailure[]> {
    await this.get(this.database, id);
    return listMoveFailures(this.database, id, visibilityOf(caller));
  }

  private async plan(database: Queryable, caller: Caller, { selection, target }: PreviewMove) {
    const chosen = await listChosen(database, selection, visibilityOf(caller));
    const agentIds = target.assignees.to === 'agents' ? [...new Set(target.assignees.agentIds)] : [];
    const receivers = await countOpenTickets(database, agentIds);
    if (receivers.length < agentIds.length) throw new ApiError('move.unknown_target');
    return { chosen, receivers, planned: planMove(chosen, target, receivers) };
  }

  private async get(database: Queryable, id: string): Promise<Move> {
    const row = await findMoveRow(database, id);
    if (!row) throw notFound();
    return presentMove(row);
  }
}

/** Queue and people are there, and nobody of them is deactivated before this commits. */
async function assertTarget(tx: Tx, { queueId, assignees }: MoveTarget): Promise<void> {
  if (queueId !== undefined && !(await isQueue(tx, queueId))) throw new ApiError('move.unknown_target');
  if (assignees.to !== 'agents') return;
  for (const agentId of [...new Set(assignees.agentIds)].toSorted()) {
    if (!(await lockActiveAgent(tx, agentId))) throw new ApiError('move.unknown_target');
  }
}
