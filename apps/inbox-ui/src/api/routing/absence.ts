/** Who is absent and what becomes of their work. */
import type { CoverAbsence, CoveredAbsence, OpenWorkCount } from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../client.js';
import { keys } from '../keys.js';

/** Counted anew whenever somebody asks: what is decided is decided about these. */
export function openWorkQuery(agentId: string) {
  return queryOptions({
    queryKey: [...keys.moves, 'open-work', agentId],
    queryFn: () => request<OpenWorkCount[]>('GET', `/agents/${agentId}/open-work`),
    staleTime: 0,
  });
}

export function useCoverAbsence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, key, ...body }: CoverAbsence & { id: string; key: string }) =>
      request<CoveredAbsence>('POST', `/agents/${id}/absence`, { body, headers: { 'idempotency-key': key } }),
    onSuccess: ({ moves }) => {
      for (const move of moves) client.setQueryData([...keys.moves, 'one', move.id], move);
    },
    onSettled: () => {
      const stale = [keys.moves, keys.lists, keys.counts, keys.board, keys.presence, keys.anyTicket, keys.anyTimeline];
      return Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}
