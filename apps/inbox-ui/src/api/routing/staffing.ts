/** Who carries how much, and why somebody may be away. */
import type {
  Agent,
  AgentCapacity,
  AwayReason,
  CapacitySettings,
  CreateAwayReason,
  Queue,
  SaveCapacity,
  StaffQueue,
  StaffTeam,
  UpdateAwayReason,
} from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../client.js';
import { keys } from '../keys.js';

export const awayReasonsQuery = queryOptions({
  queryKey: keys.awayReasons,
  queryFn: () => request<AwayReason[]>('GET', '/away-reasons'),
});
export const capacityQuery = queryOptions({
  queryKey: keys.capacity,
  queryFn: () => request<CapacitySettings>('GET', '/capacity'),
});

type ReasonChange =
  | ({ kind: 'add' } & CreateAwayReason)
  | ({ kind: 'change'; key: string } & UpdateAwayReason)
  | { kind: 'order'; keys: string[] };

/** Every change is answered by the whole list. */
export function useChangeAwayReasons() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ReasonChange) => {
      if (change.kind === 'order') {
        return request<AwayReason[]>('PUT', '/away-reasons/order', { body: { keys: change.keys } });
      }
      const { kind, ...rest } = change;
      if (kind === 'add') return request<AwayReason[]>('POST', '/away-reasons', { body: rest });
      const { key, ...body } = rest as Extract<ReasonChange, { kind: 'change' }>;
      return request<AwayReason[]>('PUT', `/away-reasons/${key}`, { body });
    },
    onSuccess: (reasons) => client.setQueryData(keys.awayReasons, reasons),
    onError: () => client.invalidateQueries({ queryKey: keys.awayReasons }),
  });
}

export function useSaveCapacity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveCapacity) => request<CapacitySettings>('PUT', '/capacity', { body }),
    onSuccess: (settings) => {
      client.setQueryData(keys.capacity, settings);
      return Promise.all([keys.board, keys.presence].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

export function useSaveAgentCapacity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: AgentCapacity & { id: string }) =>
      request<Agent>('PUT', `/agents/${id}/capacity`, { body }),
    onSuccess: () =>
      Promise.all([keys.agents, keys.board, keys.presence].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

function useStaffed() {
  const client = useQueryClient();
  const stale = [keys.queues, keys.teams, keys.agents, keys.board, keys.counts, keys.session];
  return () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Who serves a queue, and in what order they help out. */
export function useStaffQueue() {
  const onSettled = useStaffed();
  return useMutation({
    mutationFn: ({ id, ...body }: StaffQueue & { id: string }) =>
      request<Queue>('PUT', `/queues/${id}/teams`, { body }),
    onSettled,
  });
}

/** Answers the members that it has now. */
export function useStaffTeam() {
  const onSettled = useStaffed();
  return useMutation({
    mutationFn: ({ id, ...body }: StaffTeam & { id: string }) =>
      request<string[]>('PUT', `/teams/${id}/members`, { body }),
    onSettled,
  });
}
