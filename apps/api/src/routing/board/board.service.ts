import { Injectable } from '@nestjs/common';
import type { Board, BoardAgent } from '@diwan/contracts';
import { visibilityOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { nobody, readTicketCounts, type TicketCount } from '../../tickets/ticket-counts.query.js';
import { presentPresence } from '../presence/presence.query.js';
import { listQueues } from '../queues/queue.query.js';
import { countEscalated, countPromises, listAgentsOnBoard, listLongestWaits } from './board.query.js';

@Injectable()
export class BoardService {
  constructor(private readonly database: Database) {}

  /** Everything on one screen: exact counts, read from the maintained cube and never counted anew. */
  async read(caller: Caller): Promise<Board> {
    const visibility = visibilityOf(caller);
    const queues = (await listQueues(this.database)).filter(
      (queue) => visibility.all || visibility.queueIds.includes(queue.id),
    );
    const queueIds = queues.map((queue) => queue.id);
    const [counts, waits, promises, escalations, rows] = await Promise.all([
      readTicketCounts(this.database),
      listLongestWaits(this.database, queueIds),
      countPromises(this.database, queueIds),
      countEscalated(this.database, queueIds),
      listAgentsOnBoard(this.database, visibility.all ? null : queueIds),
    ]);
    const agents = rows.map(({ id, name, queueIds: serves, ...row }): BoardAgent => ({
      id,
      name,
      ...presentPresence(row),
      queueIds: serves,
    }));
    return {
      queues: queues.map((queue) => {
        const open = counts.filter((each) => each.queueId === queue.id && isWaiting(each));
        const promised = promises.find((each) => each.queueId === queue.id);
        const waitsSince = waits.find((each) => each.queueId === queue.id)?.longestWaitSince;
        return {
          ...queue,
          waiting: sum(open.filter((each) => each.assigneeId === nobody)),
          inWork: sum(open.filter((each) => each.assigneeId !== nobody)),
          atRisk: promised?.atRisk ?? 0,
          breached: promised?.breached ?? 0,
          escalated: escalations.find((each) => each.queueId === queue.id)?.escalated ?? 0,
          longestWaitSince: waitsSince?.toISOString() ?? null,
          agentsOn: agents.filter((agent) => agent.queueIds.includes(queue.id) && isOn(agent)).length,
        };
      }),
      agents,
      at: new Date().toISOString(),
    };
  }
}

function isWaiting({ status }: TicketCount): boolean {
  return status === 'new' || status === 'open';
}

function sum(counts: readonly TicketCount[]): number {
  return counts.reduce((total, each) => total + each.count, 0);
}

function isOn({ present, channels }: BoardAgent): boolean {
  return present && channels.some((each) => each.state === 'available');
}
