import type { Notice } from '@diwan/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { Link } from 'react-router';
import { noticesQuery, useReadNotices } from '../../api/notices.js';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { Bdi } from '../../ui/bdi.js';
import { Button } from '../../ui/button.js';
import { Empty, QueryState, useProblemSentence } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { useNow } from '../../ui/use-now.js';
import { noticeSentence } from './notice-sentence.js';

/** The newest first; opening one reads it. */
export function NoticePanel({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const notices = useInfiniteQuery(noticesQuery);
  const read = useReadNotices();
  const sentence = useProblemSentence();
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0];
  const unread = notices.data?.pages[0]?.unread ?? 0;
  const readAll = () => {
    if (!newest) return;
    read.mutate({ until: newest.createdAt }, { onError: (error) => showToast({ text: sentence(error), tone: 'bad' }) });
  };
  return (
    <>
      <header className="sticky top-0 flex min-h-11 items-center justify-between gap-2 border-b border-border bg-bg px-3">
        <h2 className="text-ui font-semibold">{t('notices.title')}</h2>
        {unread > 0 ? (
          <Button look="quiet" size="small" isPending={read.isPending} onPress={readAll}>
            {t('notices.readAll')}
          </Button>
        ) : null}
      </header>
      <QueryState query={notices} />
      {notices.data && items.length === 0 ? (
        <Empty
          icon={<BellOff aria-hidden="true" size={22} />}
          title={t('notices.empty')}
          text={t('notices.empty.text')}
        />
      ) : null}
      <ol aria-label={t('notices.title')} className="flex flex-col p-1">
        {items.map((notice) => (
          <li key={notice.id}>
            <Line
              notice={notice}
              onOpen={() => {
                if (!notice.readAt) read.mutate({ id: notice.id });
                onClose();
              }}
            />
          </li>
        ))}
      </ol>
      {notices.hasNextPage ? (
        <div className="flex justify-center p-2 pt-0">
          <Button
            look="quiet"
            size="small"
            isPending={notices.isFetchingNextPage}
            onPress={() => void notices.fetchNextPage()} // errors show above
          >
            {t('action.loadMore')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Line({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const { ticket, createdAt, readAt } = notice;
  return (
    <Link
      to={`/inbox/open/c/${ticket.number}`}
      onClick={onOpen}
      className="flex gap-1 rounded-control py-2 ps-1 pe-2 text-text no-underline hover:bg-sunken"
    >
      <span className={`mx-1.5 mt-1.5 size-2 shrink-0 rounded-full ${readAt ? '' : 'bg-accent'}`} />
      <span className="flex min-w-0 grow flex-col gap-0.5">
        {readAt ? null : <span className="sr-only">{t('list.unread')}</span>}
        <span className={`text-ui break-words ${readAt ? '' : 'font-medium'}`}>{noticeSentence(notice, t)}</span>
        <span className="flex min-w-0 gap-x-2 text-meta text-muted">
          <span className="min-w-0 truncate">
            <Bdi kind="text">{ticket.subject || t('ticket.noSubject')}</Bdi>
          </span>
          <time dateTime={createdAt} title={format.exact(createdAt)} className="ms-auto shrink-0 whitespace-nowrap">
            {format.relative(createdAt, now)}
          </time>
        </span>
      </span>
    </Link>
  );
}
