import {
  chooseAgent,
  type AssignmentReason,
  type RoutableAgent,
  type RoutingContext,
  type WaitingTicket,
} from './choose-agent.js';
import { orderQueue } from './order-queue.js';

export type PlannedAssignment = { ticketId: string; agentId: string; reason: AssignmentReason };

/**
 * Gives out waiting tickets in the order of their queue, each choice seeing the ones before it. A ticket that nobody can
 * take holds up nobody behind it who needs less, and is never overtaken by one that needs the same.
 */
export function planRouting(
  tickets: readonly WaitingTicket[],
  agents: readonly RoutableAgent[],
  context: RoutingContext,
): PlannedAssignment[] {
  const byQueue = new Map<string, RoutableAgent[]>();
  const current = new Map(agents.map((agent) => [agent.id, agent]));
  for (const agent of agents) {
    for (const queueId of agent.queues.keys()) byQueue.set(queueId, [...(byQueue.get(queueId) ?? []), agent]);
  }
  const planned: PlannedAssignment[] = [];
  for (const ticket of orderQueue(tickets)) {
    const serving = (byQueue.get(ticket.queueId) ?? []).map((agent) => current.get(agent.id) ?? agent);
    const choice = chooseAgent(ticket, serving, context);
    const chosen = choice && current.get(choice.agentId);
    if (!chosen) continue;
    planned.push({ ticketId: ticket.id, ...choice });
    // One millisecond apart, so that who got the first of this plan stands behind who got nothing yet, and ahead of the rest.
    const at = new Date(context.now.getTime() + planned.length);
    current.set(chosen.id, withOneMore(chosen, ticket, at));
  }
  return planned;
}

function withOneMore(agent: RoutableAgent, { channel, byOffer }: WaitingTicket, lastAssignedAt: Date): RoutableAgent {
  const work = { ...agent.work, [channel]: (agent.work[channel] ?? 0) + 1 };
  return { ...agent, work, hasOffer: agent.hasOffer || byOffer, lastAssignedAt };
}
