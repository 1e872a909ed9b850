/** What one is told without looking for it. */
import type { NoticePage } from '@diwan/contracts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { query, request } from './client.js';
import { keys } from './keys.js';

export const noticesQuery = infiniteQueryOptions({
  queryKey: keys.notices,
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    request<NoticePage>('GET', `/notices${query({ cursor: pageParam, limit: 20 })}`, { signal }),
  getNextPageParam: (page) => page.nextCursor,
});

/** One notice, or all that were made until then. */
export type ReadNotice = { id: string } | { until: string };

export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: ReadNotice) =>
      'id' in which
        ? request<undefined>('POST', `/notices/${which.id}/read`, { body: {} })
        : request<undefined>('POST', '/notices/read', { body: which }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
}
