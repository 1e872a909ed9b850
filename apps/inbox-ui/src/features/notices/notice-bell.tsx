import { useInfiniteQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { noticesQuery } from '../../api/notices.js';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { NoticePanel } from './notice-panel.js';

/** How much one has not read yet, in its name as well as in its badge; opens the panel. */
export function NoticeBell() {
  const t = useTranslate();
  const format = useFormat();
  const { data } = useInfiniteQuery(noticesQuery);
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <DialogTrigger>
      <AriaButton
        aria-label={t('notices.bell', { count: unread })}
        className="relative inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text"
      >
        <Bell aria-hidden="true" size={17} />
        {unread > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -end-0.5 -top-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-semibold text-on-accent"
          >
            {format.count(unread)}
          </span>
        ) : null}
      </AriaButton>
      <Popover
        placement="bottom start"
        className="z-40 w-[min(380px,calc(100vw-16px))] overflow-auto rounded-card border border-border bg-bg shadow-overlay entering:animate-[appear_120ms_ease-out]"
      >
        <Dialog aria-label={t('notices.title')} className="outline-none">
          {({ close }) => <NoticePanel onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
