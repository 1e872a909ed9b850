import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { countsQuery, prefetchTicket, ticketListQuery } from '../../api/tickets.js';
import { useMay } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { useShortcut } from '../../keyboard/use-shortcut.js';
import { Empty } from '../../ui/states.js';
import { Conversation } from '../conversation/conversation.js';
import { ListPane } from './list-pane.js';
import { useSelection } from './use-selection.js';
import { useView } from './use-view.js';

/** List and conversation side by side; below 900 px one of the two. */
export function InboxPage() {
  const t = useTranslate();
  const view = useView();
  const navigate = useNavigate();
  const client = useQueryClient();
  const list = useInfiniteQuery(ticketListQuery(view.filter));
  const { data: counts } = useQuery(countsQuery);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [cursor, setCursor] = useState<number | null>(null);
  const maySelect = useMay('tickets.move');
  const selection = useSelection(rows);
  const title = view.filter.queueId
    ? (counts?.queues.find(({ id }) => id === view.filter.queueId)?.name ?? '')
    : t(`view.${view.filter.view}`);

  const open = useCallback(
    (number: number) => {
      setCursor(number);
      void navigate(view.pathOf(number)); // navigation reports its own errors
    },
    [navigate, view],
  );
  const close = useCallback(() => void navigate(view.listPath), [navigate, view.listPath]); // navigation reports its own errors
  const prefetch = useCallback((number: number) => prefetchTicket(client, number), [client]);

  const move = (step: 1 | -1) => {
    const from = rows.findIndex(({ number }) => number === (view.number ?? cursor));
    const row = from < 0 ? rows[0] : rows[from + step];
    if (!row) return;
    if (view.number === null) setCursor(row.number);
    else open(row.number);
  };
  useShortcut('next', () => move(1));
  useShortcut('previous', () => move(-1));
  useShortcut('open', () => {
    const row = view.number === null ? (rows.find(({ number }) => number === cursor) ?? rows[0]) : undefined;
    if (!row) return false;
    open(row.number);
    return true;
  });
  useShortcut('back', () => (view.number === null ? false : close()));

  const current = view.number ?? cursor;
  const extend = (step: 1 | -1) => {
    const from = rows.findIndex(({ number }) => number === current);
    const row = from < 0 ? rows[0] : rows[from + step];
    if (!maySelect || !row) return false;
    if (current !== null) selection.add(current);
    selection.add(row.number);
    move(step);
    return true;
  };
  useShortcut('select', () => {
    const number = current ?? rows[0]?.number;
    if (!maySelect || number === undefined) return false;
    if (current === null) setCursor(number);
    selection.toggle(number);
    return true;
  });
  useShortcut('selectNext', () => extend(1));
  useShortcut('selectPrevious', () => extend(-1));
  useShortcut('back', () => {
    if (selection.numbers.size === 0) return false;
    selection.clear();
    return true;
  });

  const at = rows.findIndex(({ number }) => number === (view.number ?? cursor));
  useEffect(() => {
    for (const row of rows.slice(at + 1, at + 3)) prefetch(row.number);
  }, [rows, at, prefetch]);
  useEffect(() => {
    document.title = title ? `${title} · Diwan` : 'Diwan';
  }, [title]);

  return (
    <>
      <ListPane
        title={title}
        list={list}
        rows={rows}
        view={view}
        cursor={cursor}
        selection={maySelect ? selection : null}
        onOpen={open}
        onHover={prefetch}
      />
      {view.number === null ? (
        <main className="grid grow place-items-center max-md:hidden">
          <Empty title={t('conversation.none.title')} text={t('conversation.none.text')} />
        </main>
      ) : (
        <Conversation key={view.number} number={view.number} onClose={close} onNext={() => move(1)} />
      )}
    </>
  );
}
