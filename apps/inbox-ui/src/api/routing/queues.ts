import type { CreateQueue, Queue } from '@diwan/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../client.js';
import { keys } from '../keys.js';

/** Teams and counts name queues, too. */
function useStale() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [keys.queues, keys.teams, keys.counts, keys.board].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
}

/** With an id it replaces all but who serves it, without one it adds. */
export function useSaveQueue() {
  const onSuccess = useStale();
  return useMutation({
    mutationFn: ({ id, teams, ...settings }: CreateQueue & { id?: string | undefined }) =>
      id
        ? request<Queue>('PUT', `/queues/${id}`, { body: settings })
        : request<Queue>('POST', '/queues', { body: { ...settings, teams } }),
    onSuccess,
  });
}

export function useDeleteQueue() {
  const onSuccess = useStale();
  return useMutation({ mutationFn: (id: string) => request<undefined>('DELETE', `/queues/${id}`), onSuccess });
}
