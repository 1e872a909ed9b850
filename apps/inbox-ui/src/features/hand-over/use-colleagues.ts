import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../api/configuration.js';
import { boardQuery } from '../../api/routing/presence.js';
import { summaryForOthers } from '../presence/summary.js';
import type { Colleague } from './hand-over-draft.js';

/** Everybody whom the board shows besides them, their own team first. */
export function useColleagues(agentId: string): Colleague[] {
  const { data: board } = useQuery(boardQuery);
  const { data: agents } = useQuery(agentsQuery);
  const teamsOf = (id: string) => agents?.find((agent) => agent.id === id)?.teamIds ?? [];
  const own = teamsOf(agentId);
  return (board?.agents ?? [])
    .filter(({ id }) => id !== agentId)
    .map((agent) => ({
      id: agent.id,
      name: agent.name,
      isClose: teamsOf(agent.id).some((team) => own.includes(team)),
      isAvailable: summaryForOthers(agent).state === 'available',
    }))
    .toSorted((one, other) => Number(other.isClose) - Number(one.isClose));
}
