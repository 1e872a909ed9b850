import type { CancelledReply, Message, TicketDetails, TicketEvent, TimelineItem, TimelinePage } from '@diwan/contracts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { EventGroup } from './event-group.js';
import { MessageView } from './message-view.js';
import { useFollowNewest } from './follow/use-follow-newest.js';

export type Timeline = UseInfiniteQueryResult<InfiniteData<TimelinePage>>;
type ThreadProps = { ticket: TicketDetails; timeline: Timeline; onTakenBack: (cancelled: CancelledReply) => void };
type Entry = Extract<TimelineItem, { type: 'message' }> | { type: 'events'; events: TicketEvent[] };

export function Thread({ ticket, timeline, onTakenBack }: ThreadProps) {
  const t = useTranslate();
  const [params] = useSearchParams();
  const wanted = params.get('m');
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => entriesOf(timeline.data), [timeline.data]);
  const me = useSession().agent.id;
  const newest = entries.findLast((entry) => entry.type === 'message')?.message;
  useFollowNewest({ scroller, content, enabled: wanted === null, newestIsMine: newest?.author.id === me });

  useEffect(() => {
    if (!wanted) return;
    const message = document.getElementById(`message-${wanted}`);
    message?.scrollIntoView({ block: 'center' });
    message?.focus({ preventScroll: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per message asked for, not per refetch
  }, [wanted]);

  return (
    <section aria-label={t('thread.label')} className="relative flex min-h-0 grow flex-col bg-subtle">
      <div
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={t('thread.messages')}
        className="min-h-0 grow overflow-y-auto p-4 outline-offset-[-2px]"
      >
        <div ref={content} className="mx-auto flex max-w-[760px] flex-col gap-3">
          {timeline.hasNextPage ? (
            <Button size="small" isPending={timeline.isFetchingNextPage} onPress={() => void timeline.fetchNextPage()}>
              {t('thread.earlier')}
            </Button>
          ) : null}
          {entries.map((entry) =>
            entry.type === 'message' ? (
              <MessageView
                key={entry.message.id}
                number={ticket.number}
                message={entry.message}
                onTakenBack={onTakenBack}
              />
            ) : (
              <EventGroup key={entry.events[0]?.id} events={entry.events} />
            ),
          )}
        </div>
      </div>
      <Announcer newest={newest} me={me} />
    </section>
  );
}

/** Events that the message itself already shows. */
const shownOtherwise: ReadonlySet<string> = new Set(['message.added', 'message.sent']);

/** Pages come newest first, items within a page oldest first. Neighbouring events become one entry. */
export function entriesOf(data: InfiniteData<TimelinePage> | undefined): Entry[] {
  const entries: Entry[] = [];
  for (const item of data?.pages.toReversed().flatMap((page) => page.items) ?? []) {
    const last = entries.at(-1);
    if (item.type === 'message') entries.push(item);
    else if (shownOtherwise.has(item.event.type)) continue;
    else if (last?.type === 'events') last.events.push(item.event);
    else entries.push({ type: 'events', events: [item.event] });
  }
  return entries;
}

/** One voice for new messages of others; the thread itself is no live region, so nothing is read twice. */
function Announcer({ newest, me }: { newest: Message | undefined; me: string }) {
  const t = useTranslate();
  const known = useRef(newest?.seq ?? 0);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!newest || newest.seq <= known.current) return;
    known.current = newest.seq;
    if (newest.author.id !== me) setText(t('thread.newMessage', { name: isolated(newest.author.name) }));
  }, [newest, me, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
