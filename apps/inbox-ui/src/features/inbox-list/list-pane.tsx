import type { TicketRow } from '@diwan/contracts';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { Select } from '../../ui/forms/select.js';
import { Empty, Failure, Loading } from '../../ui/states.js';
import { SelectionBar } from './selection-bar.js';
import { TicketList } from './ticket-list.js';
import { TagFilter, TagFilterBar } from './tag-filter.js';
import type { Selection } from './use-selection.js';
import type { ViewState } from './use-view.js';

type ListPaneProps = {
  title: string;
  list: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  rows: readonly TicketRow[];
  view: ViewState;
  cursor: number | null;
  /** Null for who may not move tickets. */
  selection: Selection | null;
  onOpen: (number: number) => void;
  onHover: (number: number) => void;
};

export function ListPane({ title, list, rows, view, cursor, selection, onOpen, onHover }: ListPaneProps) {
  const t = useTranslate();
  const [params, setParams] = useSearchParams();
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage(); // its error shows as the list's
  }, [fetchNextPage, isFetchingNextPage]);
  const supervises = useMay('presence.manage');
  const order = view.filter.order ?? 'newest';
  return (
    <section
      aria-label={title}
      className={`flex min-h-0 w-full shrink-0 flex-col border-e border-border md:w-[340px] ${view.number === null ? '' : 'max-md:hidden'}`}
    >
      <header className="flex min-h-12 items-center justify-between gap-2 border-b border-border px-3">
        <h1 className="min-w-0 truncate text-title font-semibold">
          <bdi>{title}</bdi>
        </h1>
        <span className="grow" />
        <TagFilter />
        <Select
          bare
          label={t('list.order')}
          value={order}
          options={[
            { id: 'newest', label: t('list.order.newest') },
            { id: 'waiting', label: t('list.order.waiting') },
            { id: 'due', label: t('list.order.due') },
            ...(supervises || order === 'escalated'
              ? [{ id: 'escalated' as const, label: t('list.order.escalated') }]
              : []),
          ]}
          onChange={(next) => {
            const changed = new URLSearchParams(params);
            if (next === 'newest') changed.delete('order');
            else changed.set('order', next);
            setParams(changed, { replace: true });
          }}
        />
      </header>
      <TagFilterBar />
      <SelectionBar selection={selection} />
      {list.isPending ? <Loading /> : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {!list.isPending && !list.isError && rows.length === 0 ? (
        <Empty
          icon={<Inbox aria-hidden="true" size={26} />}
          title={t('list.empty.title')}
          text={t(emptyText(view.filter))}
        />
      ) : null}
      {rows.length > 0 ? (
        <TicketList
          rows={rows}
          label={t('list.label', { view: title })}
          cursor={cursor}
          selection={selection}
          openNumber={view.number}
          hasMore={list.hasNextPage}
          onNeedMore={more}
          onOpen={onOpen}
          onHover={onHover}
        />
      ) : null}
    </section>
  );
}

function emptyText({ tagId, queueId, view, order }: ViewState['filter']) {
  if (tagId) return 'list.empty.tag';
  if (order === 'escalated') return 'list.empty.escalated';
  return queueId ? 'list.empty.queue' : (`list.empty.${view}` as const);
}
