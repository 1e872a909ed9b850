import type { Agent, Queue } from '@diwan/contracts';
import { ApiError } from '../../../../api/client.js';

/** What somebody else stored meanwhile; null where it was refused for another reason. */
export function changedMeanwhile<T>(error: unknown, code: string): T | null {
  if (!(error instanceof ApiError) || error.code !== code) return null;
  return (error.problem?.params?.['current'] ?? null) as T | null;
}

type Member = Pick<Agent, 'id' | 'active' | 'teamIds'>;

/** Whether anybody active is in one of the teams. */
export function isServedBy(teams: Queue['teams'], agents: readonly Member[]): boolean {
  return agents.some(({ active, teamIds }) => active && teams.some(({ teamId }) => teamIds.includes(teamId)));
}

export function membersOf(teamId: string, agents: readonly Member[]): string[] {
  return agents.filter(({ active, teamIds }) => active && teamIds.includes(teamId)).map(({ id }) => id);
}

/** Queues that would be served by nobody if only these were left in the team. */
export function leftAlone(
  { teamId, agentIds }: { teamId: string; agentIds: readonly string[] },
  queues: readonly Queue[],
  agents: readonly Member[],
): Queue[] {
  const then = agents.map((agent) => ({
    ...agent,
    teamIds: agentIds.includes(agent.id)
      ? [...agent.teamIds, teamId]
      : agent.teamIds.filter((other) => other !== teamId),
  }));
  return queues.filter(({ teams }) => teams.some((each) => each.teamId === teamId) && !isServedBy(teams, then));
}
