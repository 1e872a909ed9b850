/** Live chat: what is behind a chat ticket, and the widgets that admins configure. */
import type { SaveWidget, TicketChat, TicketDetails, Widget } from '@diwan/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

export function chatQuery(number: number) {
  return queryOptions({
    queryKey: keys.chat(number),
    queryFn: ({ signal }) => request<TicketChat>('GET', `/tickets/${number}/chat`, { signal }),
  });
}

/** Solves the ticket and ends the visit; cannot be taken back. */
export function useEndChat() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ number, version }: Pick<TicketDetails, 'number' | 'version'>) =>
      request<TicketDetails>('POST', `/tickets/${number}/chat/end`, { body: { version } }),
    onSettled: (_data, _error, { number }) =>
      Promise.all(
        [keys.ticket(number), keys.timeline(number), keys.lists, keys.counts].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export const widgetsQuery = queryOptions({
  queryKey: keys.widgets,
  queryFn: () => request<Widget[]>('GET', '/widgets'),
});

/** With an id it replaces, without one it adds. */
export function useSaveWidget() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: SaveWidget & { id?: string | undefined }) =>
      id ? request<Widget>('PUT', `/widgets/${id}`, { body }) : request<Widget>('POST', '/widgets', { body }),
    onSettled: () =>
      Promise.all([keys.widgets, keys.inboxes].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
