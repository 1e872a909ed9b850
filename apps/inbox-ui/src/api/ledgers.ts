/** The two long lists that admins read: suspended mail and the audit. */
import type { AuditEntry, ReplaySuspendedMail, SuspendedMailPage } from '@diwan/contracts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { query, request } from './client.js';
import { keys } from './keys.js';

type AuditPage = { items: AuditEntry[]; nextCursor: string | null };
export type SuspendedFilter = { outcome?: string | undefined; cause?: string | undefined };

export function suspendedMailQuery(filter: SuspendedFilter) {
  return infiniteQueryOptions({
    queryKey: [...keys.suspendedMail, filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      request<SuspendedMailPage>('GET', `/suspended-mail${query({ ...filter, cursor: pageParam })}`),
    getNextPageParam: (page) => page.nextCursor,
  });
}

function useAfterwards() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: keys.suspendedMail });
    await client.invalidateQueries({ queryKey: keys.counts });
  };
}

export function useReplay() {
  const onSettled = useAfterwards();
  return useMutation({
    mutationFn: (body: ReplaySuspendedMail) => request<{ queued: number }>('POST', '/suspended-mail/replay', { body }),
    onSettled,
  });
}

export function useDiscard() {
  const onSettled = useAfterwards();
  return useMutation({
    mutationFn: (ids: string[]) => request<undefined>('POST', '/suspended-mail/discard', { body: { ids } }),
    onSettled,
  });
}

export const auditQuery = infiniteQueryOptions({
  queryKey: keys.audit,
  initialPageParam: null as string | null,
  queryFn: ({ pageParam }) => request<AuditPage>('GET', `/audit${query({ cursor: pageParam })}`),
  getNextPageParam: (page) => page.nextCursor,
});
