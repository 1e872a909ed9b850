/** What is promised: a ticket's clocks and why they are due, the hours they count in, the policies that they follow. */
import type {
  HoursPreview,
  PreviewHours,
  SaveBusinessHours,
  SavedBusinessHours,
  SaveSlaPolicy,
  SlaPolicy,
  TicketDetails,
  TicketPromises,
} from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

/** Under the ticket's own key: what makes the ticket stale makes these stale. */
export function promisesQuery(number: number) {
  return queryOptions({
    queryKey: [...keys.ticket(number), 'promises'],
    queryFn: ({ signal }) => request<TicketPromises>('GET', `/tickets/${number}/promises`, { signal }),
  });
}

export const businessHoursQuery = queryOptions({
  queryKey: keys.businessHours,
  queryFn: () => request<SavedBusinessHours>('GET', '/business-hours'),
});
export const slaPoliciesQuery = queryOptions({
  queryKey: keys.slaPolicies,
  queryFn: () => request<SlaPolicy[]>('GET', '/sla-policies'),
});

function useStore<Input, Output>(store: (input: Input) => Promise<Output>, stale: QueryKey) {
  const client = useQueryClient();
  return useMutation({ mutationFn: store, onSettled: () => client.invalidateQueries({ queryKey: stale }) });
}

export function useSaveHours() {
  return useStore(
    (body: SaveBusinessHours) => request<SavedBusinessHours>('PUT', '/business-hours', { body }),
    keys.businessHours,
  );
}

export function usePreviewHours() {
  return useMutation({
    mutationFn: (body: PreviewHours) => request<HoursPreview>('POST', '/business-hours/preview', { body }),
  });
}

/** With an id it replaces, without one it adds. */
export function useSavePolicy() {
  return useStore(
    ({ id, ...body }: SaveSlaPolicy & { id?: string | undefined; version?: number | undefined }) =>
      id
        ? request<SlaPolicy>('PUT', `/sla-policies/${id}`, { body })
        : request<SlaPolicy>('POST', '/sla-policies', { body }),
    keys.slaPolicies,
  );
}

export function useOrderPolicies() {
  return useStore(
    (ids: string[]) => request<SlaPolicy[]>('PUT', '/sla-policies/order', { body: { ids } }),
    keys.slaPolicies,
  );
}

export function useDeletePolicy() {
  return useStore((id: string) => request<undefined>('DELETE', `/sla-policies/${id}`), keys.slaPolicies);
}

export function useEscalate(number: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; reason: string }) =>
      request<TicketDetails>('POST', `/tickets/${number}/escalate`, { body }),
    onSuccess: (ticket) => client.setQueryData(keys.ticket(number), ticket),
    onSettled: () => client.invalidateQueries({ queryKey: keys.timeline(number) }),
  });
}
