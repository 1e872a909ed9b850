import type { ChannelKind } from '../message/channel-kind.js';
import { hasRoomFor, loadOf, spareRatio, type ChannelWeights, type OpenWork } from './capacity.js';
import type { QueuePlace } from './order-queue.js';

/** A skill that a ticket asks for; after `relaxAfterSeconds` of waiting it goes without (null: never). */
export type RequiredSkill = { skillId: string; relaxAfterSeconds: number | null };

export type WaitingTicket = QueuePlace & {
  channel: ChannelKind;
  queueId: string;
  skills: readonly RequiredSkill[];
  /** Who served this contact last, while that still counts. */
  sticky: { agentId: string; at: Date } | null;
  /** It is offered, and given to who accepts; else it is given at once. */
  byOffer: boolean;
  /** Who was offered this ticket and did not take it. */
  passedBy: readonly string[];
};

export type RoutableAgent = {
  id: string;
  /** Channels on which the agent is available now; nobody else belongs here. */
  channels: readonly ChannelKind[];
  /** Queues that the agent serves, and after how many seconds of waiting: 0 at once, more is overflow. */
  queues: ReadonlyMap<string, number>;
  skillIds: ReadonlySet<string>;
  capacity: number;
  /** Their own, where they differ from the organisation's. */
  weights: ChannelWeights;
  work: OpenWork;
  /** Something is being offered to them: one at a time, for the time to answer is short. */
  hasOffer: boolean;
  lastAssignedAt: Date | null;
};

/** Why this agent, in a form that can be told in any language. */
export type AssignmentReason =
  | { rule: 'sticky'; servedAt: string }
  | { rule: 'most_room'; load: number; capacity: number }
  | { rule: 'longest_since_last'; load: number; capacity: number };

export type Choice = { agentId: string; reason: AssignmentReason };
export type RoutingContext = { now: Date };

/**
 * Whom a ticket goes to, or null while nobody can take it: the sticky agent if eligible, else the one with the largest
 * share of capacity to spare, of equals the one who waited longest since their last, of those the first by id.
 */
export function chooseAgent(
  ticket: WaitingTicket,
  agents: readonly RoutableAgent[],
  context: RoutingContext,
): Choice | null {
  const eligible = agents.filter((agent) => isEligible(agent, ticket, context));
  const { sticky } = ticket;
  if (sticky && eligible.some((agent) => agent.id === sticky.agentId)) {
    return { agentId: sticky.agentId, reason: { rule: 'sticky', servedAt: sticky.at.toISOString() } };
  }
  const ranked = eligible.map(rank).toSorted(compareRanks);
  const [best, second] = ranked;
  if (!best) return null;
  const isTie = second !== undefined && second.spare === best.spare;
  const rule = isTie ? ('longest_since_last' as const) : ('most_room' as const);
  return { agentId: best.agent.id, reason: { rule, load: best.load, capacity: best.agent.capacity } };
}

/** Available on the channel, serves the queue by now, has the skills still asked for, has room, and did not pass it by. */
function isEligible(agent: RoutableAgent, ticket: WaitingTicket, { now }: RoutingContext): boolean {
  const waitedSeconds = (now.getTime() - ticket.waitingSince.getTime()) / 1_000;
  const servesAfter = agent.queues.get(ticket.queueId);
  return (
    agent.channels.includes(ticket.channel) &&
    servesAfter !== undefined &&
    waitedSeconds >= servesAfter &&
    ticket.skills.every((skill) => agent.skillIds.has(skill.skillId) || isRelaxed(skill, waitedSeconds)) &&
    hasRoomFor(ticket.channel, agent) &&
    !ticket.passedBy.includes(agent.id) &&
    !(ticket.byOffer && agent.hasOffer)
  );
}

function isRelaxed({ relaxAfterSeconds }: RequiredSkill, waitedSeconds: number): boolean {
  return relaxAfterSeconds !== null && waitedSeconds >= relaxAfterSeconds;
}

type Rank = { agent: RoutableAgent; load: number; spare: number };

function rank(agent: RoutableAgent): Rank {
  const load = loadOf(agent.work, agent.weights);
  return { agent, load, spare: spareRatio(load, agent.capacity) };
}

function compareRanks(one: Rank, other: Rank): number {
  return (
    other.spare - one.spare ||
    (one.agent.lastAssignedAt?.getTime() ?? 0) - (other.agent.lastAssignedAt?.getTime() ?? 0) ||
    (one.agent.id < other.agent.id ? -1 : 1)
  );
}
