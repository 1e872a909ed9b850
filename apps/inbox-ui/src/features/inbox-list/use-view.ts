import type { TicketView } from '@diwan/contracts';
import { useParams, useSearchParams } from 'react-router';
import { query } from '../../api/client.js';
import type { TicketFilter } from '../../api/keys.js';

const views = ['mine', 'unassigned', 'open', 'solved', 'all'] as const satisfies readonly TicketView[];

/** Besides the newest first, which needs no word. */
const orders = ['waiting', 'due', 'escalated'] as const;

export type ViewState = {
  filter: TicketFilter;
  /** The open ticket. */
  number: number | null;
  /** Path of the list without a ticket. */
  listPath: string;
  pathOf: (number: number) => string;
};

/** What the address bar says: which list, in which order, which ticket. */
export function useView(): ViewState {
  const { view, queueId, number } = useParams();
  const [search] = useSearchParams();
  const order = orders.find((name) => name === search.get('order'));
  const tagId = search.get('tag') ?? undefined;
  const known = views.find((name) => name === view) ?? 'mine';
  const filter: TicketFilter = {
    view: queueId ? 'open' : known,
    order,
    tagId,
    ...(queueId ? { queueId } : {}),
  };
  const listPath = queueId ? `/inbox/queue/${queueId}` : `/inbox/${known}`;
  const suffix = query({ order, tag: tagId });
  return {
    filter,
    number: number && /^\d+$/.test(number) ? Number(number) : null,
    listPath: `${listPath}${suffix}`,
    pathOf: (other) => `${listPath}/c/${other}${suffix}`,
  };
}
