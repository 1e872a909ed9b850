import type { CancelledReply, Explanation, Message, RemoteImages, WriteNote, WriteReply } from '@diwan/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { request } from './client.js';
import { keys } from './keys.js';

export type Messages = {
  reply: (number: number, body: WriteReply, idempotencyKey: string) => Promise<Message>;
  note: (number: number, body: WriteNote, idempotencyKey: string) => Promise<Message>;
  cancel: (number: number, messageId: string) => Promise<CancelledReply>;
  retry: (number: number, messageId: string) => Promise<Message>;
  /** Of an uncertain one: somebody knows that it arrived. */
  markSent: (number: number, messageId: string) => Promise<Message>;
};

export function useMessages(): Messages {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = async <T>(number: number, work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } finally {
        void client.invalidateQueries({ queryKey: keys.timeline(number) }); // refetching is not waited for
        void client.invalidateQueries({ queryKey: keys.ticket(number) });
        void client.invalidateQueries({ queryKey: keys.lists });
        void client.invalidateQueries({ queryKey: keys.counts });
      }
    };
    const post = <T>(path: string, body?: unknown, key?: string) =>
      request<T>('POST', path, { body: body ?? {}, ...(key ? { headers: { 'idempotency-key': key } } : {}) });
    return {
      reply: (number, body, key) => refresh(number, post<Message>(`/tickets/${number}/replies`, body, key)),
      note: (number, body, key) => refresh(number, post<Message>(`/tickets/${number}/notes`, body, key)),
      cancel: (number, id) => refresh(number, post<CancelledReply>(`/messages/${id}/cancel`)),
      retry: (number, id) => refresh(number, post<Message>(`/messages/${id}/retry`)),
      markSent: (number, id) => refresh(number, post<Message>(`/messages/${id}/mark-sent`)),
    };
  }, [client]);
}

export function explanationQuery(messageId: string) {
  return queryOptions({
    queryKey: keys.explanation(messageId),
    queryFn: () => request<Explanation>('GET', `/messages/${messageId}/explanation`),
  });
}

/** Links live for one to two hours and stay the same within one: asked for again they are fresh before they end. */
export function remoteImagesQuery(messageId: string) {
  return queryOptions({
    queryKey: keys.remoteImages(messageId),
    queryFn: () => request<RemoteImages>('GET', `/messages/${messageId}/remote-images`),
    staleTime: 45 * 60_000,
  });
}
