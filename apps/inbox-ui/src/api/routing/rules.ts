import type { DryRunRules, RoutingRules, RuleDryRun } from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../client.js';
import { keys } from '../keys.js';

export const rulesQuery = queryOptions({
  queryKey: keys.routingRules,
  queryFn: () => request<RoutingRules>('GET', '/routing-rules'),
});

/** All of them at once, over the version that they were made from. */
export function useSaveRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RoutingRules) => request<RoutingRules>('PUT', '/routing-rules', { body }),
    onSuccess: (saved) => client.setQueryData(keys.routingRules, saved),
  });
}

export function useTryRules() {
  return useMutation({
    mutationFn: ({ rules }: DryRunRules) => request<RuleDryRun>('POST', '/routing-rules/dry-run', { body: { rules } }),
  });
}
