import type { CancelledReply, Message, TicketDetails, TicketEvent, TimelineItem, TimelinePage } from '@diwan/contracts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { contactName } from '../../../i18n/contact-name.js';
import { ChatMessage, receiptOf } from '../chat/chat-message.js';
import { TypingIndicator } from '../chat/typing-indicator.js';
import type { Visitor } from '../chat/use-visitor.js';
import { EventGroup } from './event-group.js';
import { MessageView } from './message-view.js';
import { useFollowNewest } from './follow/use-follow-newest.js';

export type Timeline = UseInfiniteQueryResult<InfiniteData<TimelinePage>>;
type ThreadProps = {
  ticket: TicketDetails;
  timeline: Timeline;
  visitor: Visitor;
  onTakenBack: (cancelled: CancelledReply) => void;
};
type Entry = Extract<TimelineItem, { type: 'message' }> | { type: 'events'; events: TicketEvent[] };

export function Thread({ ticket, timeline, visitor, onTakenBack }: ThreadProps) {
  const t = useTranslate();
  const [params] = useSearchParams();
  const wanted = params.get('m');
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => entriesOf(timeline.data), [timeline.data]);
  const me = useSession().agent.id;
  const newest = entries.findLast((entry) => entry.type === 'message')?.message;
  const newestReply = entries.findLast((entry) => entry.type === 'message' && entry.message.kind === 'outbound');
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
            entry.type === 'events' ? (
              <EventGroup key={entry.events[0]?.id} events={entry.events} />
            ) : isChatMessage(entry.message) ? (
              <ChatMessage
                key={entry.message.id}
                message={entry.message}
                contact={contactName(ticket.contact, t)}
                receipt={entry === newestReply ? receiptOf(entry.message.seq, visitor.chat) : null}
              />
            ) : (
              <MessageView
                key={entry.message.id}
                number={ticket.number}
                message={entry.message}
                onTakenBack={onTakenBack}
              />
            ),
          )}
          {ticket.channel === 'chat' ? (
            <TypingIndicator name={contactName(ticket.contact, t)} isTyping={visitor.isTyping} />
          ) : null}
        </div>
      </div>
      <Announcer newest={newest} me={me} />
    </section>
  );
}

/** What was said in the chat itself; notes, and mails that follow a visitor, look as they do elsewhere. */
function isChatMessage(message: Message): message is Message & { kind: 'inbound' | 'outbound' } {
  return message.channel === 'chat' && message.kind !== 'note';
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
