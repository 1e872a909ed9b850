import { Injectable } from '@nestjs/common';
import type { Queue, StaffQueue, StaffTeam } from '@diwan/contracts';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database, type Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { may } from '../../policies/policies.js';
import { holdTurn } from '../assignment/turn.js';
import { isServed } from '../moves/selection.query.js';
import { listQueues, setTeamsOfQueue } from '../queues/queue.query.js';
import { changeMembers, findMembersOfTeam, findTeamsOfQueue, queuesOfTeam } from './staffing.query.js';

/** Who serves what, in the hands of who leads it: the queues that their teams serve, and their own teams. */
@Injectable()
export class StaffingService {
  constructor(private readonly database: Database) {}

  /** @throws ApiError queue.teams_changed, queue.unknown_team, queue.nobody_serves unless that is meant */
  staffQueue(caller: Caller, id: string, { teams, expected, leaveUnserved }: StaffQueue): Promise<Queue> {
    if (!leadsAll(caller) && !caller.queueIds.includes(id)) throw notFound();
    return this.database.transaction(async (tx) => {
      await holdTurn(tx);
      const before = await findTeamsOfQueue(tx, id);
      if (!before) throw notFound();
      if (!isSame(before.map(inWords), expected.map(inWords)))
        throw new ApiError('queue.teams_changed', { current: before });
      const known = await setTeamsOfQueue(tx, id, teams);
      if (known < new Set(teams.map((each) => each.teamId)).size) throw new ApiError('queue.unknown_team');
      if (!leaveUnserved) await assertServed(tx, [id]);
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'queue.teams_changed', payload: { id, from: before, to: teams } }, by);
      const queue = (await listQueues(tx)).find((each) => each.id === id);
      if (!queue) throw notFound();
      return queue;
    });
  }

  /** @throws ApiError team.members_changed, team.unknown_agent, queue.nobody_serves unless that is meant */
  staffTeam(caller: Caller, id: string, { agentIds, expected, leaveUnserved }: StaffTeam): Promise<string[]> {
    return this.database.transaction(async (tx) => {
      await holdTurn(tx);
      const memberId = leadsAll(caller) ? null : caller.agent.id;
      const before = await findMembersOfTeam(tx, id, memberId);
      if (!before) throw notFound();
      if (!isSame(before, expected)) throw new ApiError('team.members_changed', { current: before });
      const added = agentIds.filter((each) => !before.includes(each));
      const removed = before.filter((each) => !agentIds.includes(each));
      const known = await changeMembers(tx, id, { added, removed });
      if (known < new Set(added).size) throw new ApiError('team.unknown_agent');
      if (!leaveUnserved) await assertServed(tx, await queuesOfTeam(tx, id));
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'team.members_changed', payload: { id, added, removed } }, by);
      return (await findMembersOfTeam(tx, id, null)) ?? [];
    });
  }
}

function leadsAll(caller: Caller): boolean {
  return may(caller.agent.role, 'queues.manage');
}

function inWords({ teamId, overflowAfterSeconds }: StaffQueue['teams'][number]): string {
  return `${teamId} after ${overflowAfterSeconds}`;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join();
}

async function assertServed(tx: Tx, queueIds: readonly string[]): Promise<void> {
  for (const queueId of queueIds) {
    if (!(await isServed(tx, queueId))) throw new ApiError('queue.nobody_serves', { queueId });
  }
}
