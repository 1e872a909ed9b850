import { Injectable } from '@nestjs/common';
import type { CoverAbsence, CoveredAbsence, HandOver, Move, OpenWorkCount } from '@diwan/contracts';
import { lockActiveAgent } from '../../agents/agent.query.js';
import { actorOf, assertMay, visibilityOf, type Caller } from '../../auth/caller.js';
import { Database, type Tx } from '../../database/database.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { InvalidRequest } from '../../http/contract.pipe.js';
import { once } from '../../http/idempotency.js';
import { retimeCovers } from '../moves/covers.js';
import { findMoveRow } from '../moves/move.query.js';
import { presentMove } from '../moves/present-move.js';
import { assertTarget, planUnderLock, startMove } from '../moves/start-move.js';
import { changePresence } from '../presence/change-presence.js';
import { leads, readPresence } from '../presence/presence.service.js';
import { countOpenWork } from './absence.query.js';

type Group = { handOver: HandOver; statuses: OpenWorkCount['status'][] };
type Covered = { agentId: string; cover: CoverAbsence };

@Injectable()
export class AbsenceService {
  constructor(private readonly database: Database) {}

  openWork(caller: Caller, agentId: string): Promise<OpenWorkCount[]> {
    return this.database.transaction(async (tx) => {
      if (!(await leads(tx, caller, agentId))) throw notFound();
      return countOpenWork(tx, agentId, visibilityOf(caller));
    });
  }

  /**
   * Takes somebody out of the work and gives away what they leave behind, each kind as it was decided. @throws ApiError
   * move.selection_changed when they carry something else than was counted: nothing is done then, also to their presence
   */
  cover(caller: Caller, covered: Covered, key: string | undefined): Promise<CoveredAbsence> {
    assertMay(caller, 'tickets.move');
    const { agentId, cover } = covered;
    return this.database.transaction((tx) =>
      once(tx, { agentId: caller.agent.id, key, body: covered }, async () => {
        if (cover.until !== null && Date.parse(cover.until) <= Date.now()) {
          throw new InvalidRequest([{ path: 'until', code: 'in_the_past' }]);
        }
        if (!(await lockActiveAgent(tx, agentId)) || !(await leads(tx, caller, agentId))) throw notFound();
        const groups = groupsOf(cover);
        await assertReceivers(tx, agentId, groups);
        // Waits for whoever covers them at this moment, and for routing: what is counted afterwards is all there is.
        const by = { actor: actorOf(caller), address: caller.address };
        await changePresence(tx, { agentId, ...cover, keepsTickets: cover.state === 'away' }, by);
        await retimeCovers(tx, { agentId, backAt: cover.until }, by);
        await assertCounted(tx, caller, covered);
        const moves: Move[] = [];
        for (const group of groups) moves.push(...(await this.move(tx, caller, { ...covered, group })));
        return { presence: await readPresence(tx, agentId), moves };
      }),
    );
  }

  private async move(tx: Tx, caller: Caller, { agentId, cover, group }: Covered & { group: Group }): Promise<Move[]> {
    const selection = { assigneeId: agentId, statuses: group.statuses };
    const target = { assignees: group.handOver };
    const visibility = visibilityOf(caller);
    const { planned } = await planUnderLock(tx, { selection, target, visibility });
    if (planned.length === 0) return [];
    const start = { by: caller.agent.id, selection, target, reason: '', backAt: cover.until, coveredAgentId: agentId };
    const row = await findMoveRow(tx, await startMove(tx, start, planned), visibility);
    return row ? [presentMove(row)] : [];
  }
}

/** What goes to the same place goes in one move, with one way back. */
function groupsOf({ openWork }: CoverAbsence): Group[] {
  const groups = new Map<string, Group>();
  for (const { status, handOver } of openWork) {
    if (handOver.to === 'keep') continue;
    const key = JSON.stringify(handOver);
    groups.set(key, { handOver, statuses: [...(groups.get(key)?.statuses ?? []), status] });
  }
  return [...groups.values()];
}

/** Nobody is given what they leave behind themselves. */
async function assertReceivers(tx: Tx, agentId: string, groups: readonly Group[]): Promise<void> {
  const agentIds = groups.flatMap(({ handOver }) => (handOver.to === 'agents' ? handOver.agentIds : []));
  if (agentIds.includes(agentId)) throw new ApiError('move.unknown_target');
  await assertTarget(tx, { assignees: { to: 'agents', agentIds } });
}

async function assertCounted(tx: Tx, caller: Caller, { agentId, cover }: Covered): Promise<void> {
  const counts = await countOpenWork(tx, agentId, visibilityOf(caller));
  const countOf = (status: OpenWorkCount['status']): number =>
    counts.find((each) => each.status === status)?.count ?? 0;
  const moving = cover.openWork.filter((each) => each.handOver.to !== 'keep');
  if (moving.some((each) => countOf(each.status) !== each.count)) {
    throw new ApiError('move.selection_changed', { total: counts.reduce((sum, each) => sum + each.count, 0) });
  }
}
