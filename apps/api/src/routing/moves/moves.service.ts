import { Injectable } from '@nestjs/common';
import type { Move, MoveFailure, MovePage, MovePreview, MoveTarget, PreviewMove, StartMove } from '@diwan/contracts';
import { visibilityOf, type Caller } from '../../auth/caller.js';
import { Database, type Queryable } from '../../database/database.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { once } from '../../http/idempotency.js';
import { InvalidRequest } from '../../http/contract.pipe.js';
import { decodeKeyset, pageOfRows } from '../../http/keyset.js';
import { findMoveRow, listMoveFailures, listMoveRows, lockMove, setMoveState } from './move.query.js';
import { presentMove } from './present-move.js';
import { previewOf } from './preview-move.js';
import { runChunk } from './run-move.js';
import { seenOf } from './seen.js';
import { assertTarget, planFor, planUnderLock, startMove } from './start-move.js';
import { isServed, namesOf } from './selection.query.js';

@Injectable()
export class MovesService {
  constructor(private readonly database: Database) {}

  /** What a move would do, in counts. Nothing is changed. */
  async preview(caller: Caller, { selection, target }: PreviewMove): Promise<MovePreview> {
    const { chosen, planned, receivers } = await planFor(this.database, {
      selection,
      target,
      visibility: visibilityOf(caller),
    });
    const names = await namesOf(this.database, {
      queueIds: [...new Set(chosen.map((each) => each.queueId))],
      agentIds: [...new Set(chosen.flatMap((each) => each.assigneeId ?? []))],
    });
    return previewOf({ chosen, planned, receivers, names, warnings: await warningsFor(this.database, caller, target) });
  }

  /**
   * Moves everything at once when it is up to ten thousand tickets; the rest of a larger move is done by the worker, part by
   * part. @throws ApiError move.preview_stale when the tickets, their queues or assignees are not those of the preview
   */
  start(caller: Caller, body: StartMove, key: string | undefined): Promise<Move> {
    return this.database.transaction((tx) =>
      once(tx, { agentId: caller.agent.id, key, body }, async () => {
        if (body.backAt !== null && Date.parse(body.backAt) <= Date.now()) {
          throw new InvalidRequest([{ path: 'backAt', code: 'in_the_past' }]);
        }
        await assertTarget(tx, body.target);
        const { chosen, planned } = await planUnderLock(tx, { ...body, visibility: visibilityOf(caller) });
        if (seenOf(chosen) !== body.seen) throw new ApiError('move.preview_stale', { total: chosen.length });
        if (planned.length === 0) throw new ApiError('move.nothing');
        return this.get(tx, caller, await startMove(tx, { ...body, by: caller.agent.id }, planned));
      }),
    );
  }

  /** Puts back what nobody has touched since. @throws ApiError move.not_done while it runs or when it is undone already */
  undo(caller: Caller, id: string): Promise<Move> {
    return this.database.transaction(async (tx) => {
      const move = await lockMove(tx, id);
      if (!move) throw notFound();
      await this.get(tx, caller, id);
      if (move.state !== 'done') throw new ApiError('move.not_done', { state: move.state });
      await setMoveState(tx, id, 'undoing');
      await runChunk(tx, { ...move, agentId: caller.agent.id, state: 'undoing' });
      return this.get(tx, caller, id);
    });
  }

  async list(caller: Caller, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<MovePage> {
    const rows = await listMoveRows(this.database, visibilityOf(caller), { after: decodeKeyset(cursor), limit });
    const page = pageOfRows(rows, limit, (row) => ({ key: row.createdAt.toISOString(), id: row.id }));
    return { items: page.items.map(presentMove), nextCursor: page.nextCursor };
  }

  read(caller: Caller, id: string): Promise<Move> {
    return this.get(this.database, caller, id);
  }

  async failures(caller: Caller, id: string): Promise<MoveFailure[]> {
    await this.get(this.database, caller, id);
    return listMoveFailures(this.database, id, visibilityOf(caller));
  }

  private async get(database: Queryable, caller: Caller, id: string): Promise<Move> {
    const row = await findMoveRow(database, id, visibilityOf(caller));
    if (!row) throw notFound();
    return presentMove(row);
  }
}

/** What whoever moves should know before: tickets in a queue without people wait for ever. */
async function warningsFor(
  database: Queryable,
  caller: Caller,
  { queueId }: MoveTarget,
): Promise<MovePreview['warnings']> {
  if (queueId === undefined) return [];
  const visibility = visibilityOf(caller);
  return [
    ...((await isServed(database, queueId)) ? [] : ['nobody_serves' as const]),
    ...(visibility.all || visibility.queueIds.includes(queueId) ? [] : ['out_of_sight' as const]),
  ];
}
