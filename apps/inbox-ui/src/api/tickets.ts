import type { SearchPage, TicketCounts, TicketDetails, TicketPage, TimelinePage } from '@diwan/contracts';
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { query, request } from './client.js';
import { keys, type TicketFilter } from './keys.js';

const firstPage: string | null = null;

export function ticketListQuery(filter: TicketFilter) {
  return infiniteQueryOptions({
    queryKey: keys.list(filter),
    initialPageParam: firstPage,
    queryFn: ({ pageParam, signal }) =>
      request<TicketPage>('GET', `/tickets${query({ ...filter, cursor: pageParam, limit: 50 })}`, { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const countsQuery = queryOptions({
  queryKey: keys.counts,
  queryFn: () => request<TicketCounts>('GET', '/tickets/counts'),
});

export function ticketQuery(number: number) {
  return queryOptions({
    queryKey: keys.ticket(number),
    queryFn: ({ signal }) => request<TicketDetails>('GET', `/tickets/${number}`, { signal }),
  });
}

/** Newest page first; each page is oldest first and "next" leads into the past. */
export function timelineQuery(number: number) {
  return infiniteQueryOptions({
    queryKey: keys.timeline(number),
    initialPageParam: firstPage,
    queryFn: ({ pageParam, signal }) =>
      request<TimelinePage>('GET', `/tickets/${number}/timeline${query({ before: pageParam, limit: 50 })}`, { signal }),
    getNextPageParam: (page) => page.previousCursor,
  });
}

export function searchQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: keys.search(q),
    initialPageParam: firstPage,
    enabled: q !== '',
    queryFn: ({ pageParam, signal }) =>
      request<SearchPage>('GET', `/search${query({ q, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** So that opening it paints at once. */
export function prefetchTicket(client: QueryClient, number: number): void {
  void client.prefetchQuery(ticketQuery(number)); // a prefetch never throws
  void client.prefetchInfiniteQuery(timelineQuery(number));
}
