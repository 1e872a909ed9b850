/** Moving many tickets: looked at first, done at once, and undone. */
import type { Move, MoveFailure, MovePage, MovePreview, PreviewMove, StartMove } from '@diwan/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { query, request } from '../client.js';
import { keys } from '../keys.js';

const progressMilliseconds = 1_000;

export function previewQuery(body: PreviewMove | null) {
  return queryOptions({
    queryKey: [...keys.moves, 'preview', body],
    queryFn: ({ signal }) => request<MovePreview>('POST', '/moves/preview', { body, signal }),
    enabled: body !== null,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

export function isUnderWay({ state }: Pick<Move, 'state'>): boolean {
  return state === 'running' || state === 'undoing';
}

export function moveQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.moves, 'one', id],
    queryFn: () => request<Move>('GET', `/moves/${id}`),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? progressMilliseconds : false),
  });
}

export function moveFailuresQuery({ id, state }: Pick<Move, 'id' | 'state'>) {
  return queryOptions({
    queryKey: [...keys.moves, 'failures', id, state],
    queryFn: () => request<MoveFailure[]>('GET', `/moves/${id}/failures`),
  });
}

export const movesQuery = infiniteQueryOptions({
  queryKey: [...keys.moves, 'list'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam }) => request<MovePage>('GET', `/moves${query({ cursor: pageParam, limit: 20 })}`),
  getNextPageParam: (page) => page.nextCursor,
});

function useStored() {
  const client = useQueryClient();
  return (move: Move) => {
    client.setQueryData([...keys.moves, 'one', move.id], move);
    const stale = [keys.moves, keys.lists, keys.counts, keys.board, keys.presence, keys.anyTicket, keys.anyTimeline];
    return Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

/** With the same key the same move is never started twice, whatever the network did to the first answer. */
export function useStartMove() {
  const onSuccess = useStored();
  return useMutation({
    mutationFn: ({ key, ...body }: StartMove & { key: string }) =>
      request<Move>('POST', '/moves', { body, headers: { 'idempotency-key': key } }),
    onSuccess,
  });
}

export function useUndoMove() {
  const onSuccess = useStored();
  return useMutation({
    mutationFn: (id: string) => request<Move>('POST', `/moves/${id}/undo`, { body: {} }),
    onSuccess,
  });
}
