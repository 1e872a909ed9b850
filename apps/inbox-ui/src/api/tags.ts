import type { SaveTag, Tag, TagTicket, TicketDetails, UsedTag } from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

export const tagsQuery = queryOptions({ queryKey: keys.tags, queryFn: () => request<Tag[]>('GET', '/tags') });

/** Counts, which are costly: for the settings only. */
export const usedTagsQuery = queryOptions({
  queryKey: keys.usedTags,
  queryFn: () => request<UsedTag[]>('GET', '/tags/uses'),
});

/** Tickets and lists show tags, too. */
function useStale() {
  const client = useQueryClient();
  return () =>
    Promise.all([keys.tags, keys.lists, keys.anyTicket].map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** With an id it renames, without one it adds. */
export function useSaveTag() {
  const onSuccess = useStale();
  return useMutation({
    mutationFn: ({ id, ...body }: SaveTag & { id?: string | undefined }) =>
      id ? request<Tag>('PUT', `/tags/${id}`, { body }) : request<Tag>('POST', '/tags', { body }),
    onSuccess,
  });
}

export function useMergeTag() {
  const onSuccess = useStale();
  return useMutation({
    mutationFn: ({ id, intoId }: { id: string; intoId: string }) =>
      request<Tag>('POST', `/tags/${id}/merge`, { body: { intoId } }),
    onSuccess,
  });
}

export function useDeleteTag() {
  const onSuccess = useStale();
  return useMutation({ mutationFn: (id: string) => request<undefined>('DELETE', `/tags/${id}`), onSuccess });
}

/** Needs no version and cannot be behind: what is asked for twice is done once. */
export function useTagTicket(number: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<TagTicket>) => request<TicketDetails>('POST', `/tickets/${number}/tags`, { body }),
    onSuccess: (ticket) => client.setQueryData(keys.ticket(number), ticket),
    onSettled: () =>
      Promise.all(
        [keys.tags, keys.lists, keys.timeline(number)].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}
