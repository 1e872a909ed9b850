import type { TicketDetails, TicketRow } from '@diwan/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError, request } from './client.js';
import { keys, type TicketFilter } from './keys.js';
import { applyChange, changeInPages, mergeIntoPages, type Pages, type TicketChange } from './optimistic.js';
import { useSession } from './session.js';

const statusVerbs = {
  new: 'open',
  open: 'open',
  pending: 'pend',
  on_hold: 'hold',
  solved: 'solve',
  closed: 'solve',
} as const;

/** The ticket as somebody else has changed it meanwhile. */
export class StaleTicket extends Error {
  readonly current: TicketDetails;

  constructor(current: TicketDetails) {
    super('ticket.stale_version');
    this.current = current;
  }
}

/** Applies a change at once and everywhere it shows; takes it back when the server refuses. */
export function useTicketChange(): (ticket: TicketRow, change: TicketChange) => Promise<TicketDetails | null> {
  const client = useQueryClient();
  const me = useSession().agent.id;
  return useMemo(() => (ticket, change) => changeTicket(client, me, { ticket, change }), [client, me]);
}

type Wanted = { ticket: TicketRow; change: TicketChange };

async function changeTicket(client: QueryClient, me: string, { ticket, change }: Wanted) {
  const { number } = ticket;
  await client.cancelQueries({ queryKey: keys.lists });
  const lists = client.getQueriesData<Pages>({ queryKey: keys.lists });
  const details = client.getQueryData<TicketDetails>(keys.ticket(number));
  const version = details?.version ?? ticket.version;
  for (const [key, pages] of lists) {
    const { view } = key[2] as TicketFilter;
    if (pages) client.setQueryData(key, changeInPages(pages, { number, change }, { view, me }));
  }
  if (details) client.setQueryData(keys.ticket(number), applyChange(details, change));
  try {
    const after = await store(ticket, change, version);
    if (after) showCurrent(client, after);
    return after;
  } catch (error) {
    for (const [key, pages] of lists) client.setQueryData(key, pages);
    client.setQueryData(keys.ticket(number), details);
    const current = staleTicketOf(error);
    if (!current) throw error;
    showCurrent(client, current);
    throw new StaleTicket(current);
  } finally {
    void client.invalidateQueries({ queryKey: keys.lists }); // refetching is not waited for
    void client.invalidateQueries({ queryKey: keys.counts });
    void client.invalidateQueries({ queryKey: keys.timeline(number) });
  }
}

async function store(ticket: TicketRow, change: TicketChange, version: number): Promise<TicketDetails | null> {
  const path = `/tickets/${ticket.number}`;
  switch (change.kind) {
    case 'status':
      return request<TicketDetails>('POST', `${path}/${statusVerbs[change.status]}`, { body: { version } });
    case 'assignee':
      return request<TicketDetails>('POST', `${path}/assign`, {
        body: { version, assigneeId: change.assignee?.id ?? null },
      });
    case 'priority':
      return request<TicketDetails>('POST', `${path}/priority`, { body: { version, priority: change.priority } });
    case 'unread': {
      const seq = change.unread ? Math.max(0, ticket.lastSeq - 1) : ticket.lastSeq;
      await request<undefined>('POST', `${path}/read`, { body: { seq } });
      return null;
    }
  }
}

function showCurrent(client: QueryClient, current: TicketDetails): void {
  client.setQueryData(keys.ticket(current.number), current);
  for (const [key, pages] of client.getQueriesData<Pages>({ queryKey: keys.lists })) {
    if (pages) client.setQueryData(key, mergeIntoPages(pages, current));
  }
}

function staleTicketOf(error: unknown): TicketDetails | null {
  if (!(error instanceof ApiError) || error.code !== 'ticket.stale_version') return null;
  return (error.problem?.params?.['current'] as TicketDetails | undefined) ?? null;
}
