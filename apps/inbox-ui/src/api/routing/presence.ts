/** Who is there, what is offered, and the board on which leads see both. */
import type { Board, DeclarePresence, Offer, Presence } from '@diwan/contracts';
import type { ChannelKind } from '@diwan/tickets';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../client.js';
import { inboxesQuery } from '../configuration.js';
import { keys } from '../keys.js';
import { useMay } from '../session.js';

export const presenceQuery = queryOptions({
  queryKey: keys.presence,
  queryFn: () => request<Presence>('GET', '/me/presence'),
});

export const offersQuery = queryOptions({ queryKey: keys.offers, queryFn: () => request<Offer[]>('GET', '/offers') });
export const boardQuery = queryOptions({ queryKey: keys.board, queryFn: () => request<Board>('GET', '/board') });

/** Channels of which there is an inbox; e-mail always, also before the first one. */
export function useChannels(): ChannelKind[] {
  const { data: inboxes } = useQuery({ ...inboxesQuery, enabled: useMay('inboxes.read') });
  return [...new Set<ChannelKind>(['email', ...(inboxes?.map(({ channel }) => channel) ?? [])])];
}

export type Declaration = Pick<DeclarePresence, 'channels' | 'state' | 'reason' | 'openWork'>;

export function useDeclarePresence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Declaration) => request<Presence>('PUT', '/me/presence', { body }),
    onSuccess: (presence) => {
      client.setQueryData(keys.presence, presence);
      return Promise.all([keys.offers, keys.board].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

export function useAnswerOffer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ number, answer }: { number: number; answer: 'accept' | 'decline' }) =>
      request<undefined>('POST', `/offers/${number}/${answer}`, { body: {} }),
    onSuccess: (_, { number }) => {
      client.setQueryData<Offer[]>(keys.offers, (offers) => offers?.filter((offer) => offer.number !== number));
      // Accepted, it stands in other lists, and its head names another assignee.
      const stale = [keys.lists, keys.counts, keys.ticket(number), keys.timeline(number), keys.presence];
      return Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.offers }),
  });
}
