import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../../api/session.js';
import { ticketQuery, timelineQuery } from '../../api/tickets.js';
import { useShortcut } from '../../keyboard/use-shortcut.js';
import { Failure, Loading } from '../../ui/states.js';
import { useVisitor } from './chat/use-visitor.js';
import { ConversationHeader } from './conversation-header.js';
import { Composer } from './composer/composer.js';
import { useComposerState } from './composer/composer-state.js';
import { ContextPanel } from './sidebar/context-panel.js';
import { Thread } from './thread/thread.js';
import { useMarkRead } from './use-mark-read.js';
import { useTicketVerbs } from './use-ticket-verbs.js';

type ConversationProps = { number: number; onClose: () => void; onNext: () => void };
const wide = '(min-width: 1280px)';

export function Conversation({ number, onClose, onNext }: ConversationProps) {
  const me = useSession().agent;
  const ticket = useQuery(ticketQuery(number));
  const timeline = useInfiniteQuery(timelineQuery(number));
  const [contextOpen, setContextOpen] = useState(() => matchMedia(wide).matches);
  const composer = useComposerState(me.id, number);
  const verbs = useTicketVerbs(ticket.data);
  const visitor = useVisitor(ticket.data);
  useMarkRead(ticket.data);
  useShortcut('context', () => setContextOpen((open) => !open));
  useShortcut('reply', () => composer.open('reply'));
  useShortcut('note', () => composer.open('note'));
  useShortcut('back', () => {
    if (!contextOpen || matchMedia(wide).matches) return false;
    setContextOpen(false);
    return true;
  });
  const subject = ticket.data?.subject;
  useEffect(() => {
    if (subject) document.title = `#${number} ${subject} · Diwan`;
  }, [number, subject]);

  const failed = ticket.error ?? timeline.error;
  if (failed) {
    return (
      <main className="grow">
        <Failure error={failed} onRetry={() => void Promise.all([ticket.refetch(), timeline.refetch()])} />
      </main>
    );
  }
  if (!ticket.data || !timeline.data) {
    return (
      <main className="grow">
        <Loading rows={4} />
      </main>
    );
  }
  return (
    <>
      <main className="flex min-w-0 grow flex-col">
        <ConversationHeader
          ticket={ticket.data}
          verbs={verbs}
          chat={visitor.chat}
          contextOpen={contextOpen}
          onToggleContext={() => setContextOpen((open) => !open)}
          onClose={onClose}
        />
        <Thread ticket={ticket.data} timeline={timeline} visitor={visitor} onTakenBack={composer.restore} />
        <Composer ticket={ticket.data} timeline={timeline.data} composer={composer} onSolved={onNext} />
      </main>
      {contextOpen ? (
        <ContextPanel ticket={ticket.data} chat={visitor.chat} onClose={() => setContextOpen(false)} />
      ) : null}
    </>
  );
}
