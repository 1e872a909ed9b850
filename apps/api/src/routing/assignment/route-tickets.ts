import { hasRoomFor, planRouting, system, type PlannedAssignment, type RoutableAgent } from '@diwan/tickets';
import type { Database, Tx } from '../../database/database.js';
import type { RecordedEvent } from '../../events/domain-events.js';
import { recordEvents } from '../../events/event.repository.js';
import { insertOffers } from '../offers/offer.query.js';
import { lockRoutableAgents } from './routable-agents.query.js';
import { tryTurn } from './turn.js';
import {
  listWaitingTickets,
  lockStillWaiting,
  stampLastAssigned,
  writeAssignments,
  type RoutableTicket,
  type ServedQueue,
} from './waiting-tickets.query.js';

/** How far into each queue a turn looks at first, and at the most. */
export const headsPerQueue = 200;
const mostHeadsPerQueue = 25_600;

/**
 * Gives waiting tickets to agents until nothing more fits. One process at a time has the turn, so that capacity is never
 * counted twice; whoever finds it taken leaves the work to the one who has it, and comes again with the next wake-up.
 * `mostHeads` bounds how far it looks past a head that nobody can take.
 */
export async function routeTickets(database: Database, mostHeads = mostHeadsPerQueue): Promise<number> {
  let total = 0;
  let heads = headsPerQueue;
  while (heads <= mostHeads) {
    const turn = await database.transaction((tx) => takeTurn(tx, heads));
    total += turn.given;
    if (turn.given === 0 && !turn.seesMore) break;
    // A head of tickets that nobody can take (a rare skill) must not hide what stands behind it.
    if (turn.given === 0) heads *= 4;
  }
  return total;
}

/** `seesMore`: some queue is longer than what was looked at, and somebody still has room. */
type Turn = { given: number; seesMore: boolean };
const nothing: Turn = { given: 0, seesMore: false };

async function takeTurn(tx: Tx, heads: number): Promise<Turn> {
  if (!(await tryTurn(tx)) || !(await isWorkWaiting(tx))) return nothing;
  const agents = (await lockRoutableAgents(tx)).filter(hasAnyRoom);
  const queues = servedQueues(agents);
  if (queues.length === 0) return nothing;
  const tickets = (await listWaitingTickets(tx, queues, heads)).map(withDates);
  const planned = planRouting(tickets, agents, { now: await databaseTime(tx) });
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const waiting = await lockStillWaiting(
    tx,
    planned.flatMap(({ ticketId }) => byId.get(ticketId) ?? []),
  );
  const given = planned.filter(({ ticketId }) => waiting.has(ticketId));
  await write(tx, given, byId);
  const isFull = ({ queueId }: ServedQueue): boolean =>
    tickets.filter((each) => each.queueId === queueId).length === heads;
  return { given: given.length, seesMore: queues.some(isFull) };
}

/** The queues that somebody with room serves, each from the earliest of them on. */
function servedQueues(agents: readonly RoutableAgent[]): ServedQueue[] {
  const after = new Map<string, number>();
  for (const { queues } of agents) {
    for (const [queueId, seconds] of queues) after.set(queueId, Math.min(seconds, after.get(queueId) ?? seconds));
  }
  return [...after].map(([queueId, afterSeconds]) => ({ queueId, afterSeconds }));
}

/** Cheap enough to be asked at every wake-up. */
async function isWorkWaiting(tx: Tx): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from queues q where q.distribution <> 'manual' and exists (
       select 1 from ticket_standings s where s.queue_id = q.id and s.assignee_id is null and s.status in ('new', 'open'))
     limit 1`,
  );
  return rows.length > 0;
}

function hasAnyRoom(agent: RoutableAgent): boolean {
  return agent.channels.some((channel) => hasRoomFor(channel, agent));
}

/** What stands in JSON has its times as text. */
function withDates(ticket: RoutableTicket): RoutableTicket {
  return { ...ticket, sticky: ticket.sticky && { ...ticket.sticky, at: new Date(ticket.sticky.at) } };
}

async function databaseTime(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>('select now()');
  return row?.now ?? new Date();
}

async function write(
  tx: Tx,
  planned: readonly PlannedAssignment[],
  tickets: ReadonlyMap<string, RoutableTicket>,
): Promise<void> {
  if (planned.length === 0) return;
  const isOffered = ({ ticketId }: PlannedAssignment): boolean => tickets.get(ticketId)?.distribution === 'offer';
  const assigned = planned.filter((each) => !isOffered(each));
  const offered = planned.filter(isOffered);
  await writeAssignments(tx, assigned);
  const offers = await insertOffers(
    tx,
    offered.map((each) => ({ ...each, seconds: tickets.get(each.ticketId)?.offerSeconds ?? 0 })),
  );
  const until = new Map(offers.map((offer) => [offer.ticketId, offer.expiresAt.toISOString()]));
  await stampLastAssigned(
    tx,
    planned.map((each) => each.agentId),
  );
  await recordEvents(tx, [
    ...assigned.map(({ ticketId, agentId, reason }): RecordedEvent => ({
      type: 'ticket.assigned',
      payload: { from: null, to: agentId, cause: 'routed', reason },
      ticketId,
      actor: system,
    })),
    ...offered.map(({ ticketId, agentId, reason }): RecordedEvent => ({
      type: 'ticket.offered',
      payload: { to: agentId, expiresAt: until.get(ticketId) ?? '', reason },
      ticketId,
      actor: system,
    })),
  ]);
}
