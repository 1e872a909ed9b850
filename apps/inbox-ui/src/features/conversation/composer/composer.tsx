import type { TicketDetails, TimelinePage } from '@diwan/contracts';
import type { InfiniteData } from '@tanstack/react-query';
import { Lock, Reply } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { useMay, useSession } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { ChatEditor } from '../chat/chat-editor.js';
import { useTypingSignal } from '../chat/use-typing-signal.js';
import { DraftFiles } from './draft-files.js';
import type { ComposerState } from './composer-state.js';
import { isBlank } from './draft-store.js';
import { ModeBar } from './mode-bar.js';
import { addressesOf, useSend } from './use-send.js';
import { useUploads } from './use-uploads.js';

// A chunk of its own: most of reading mail happens without an editor.
const Editor = lazy(async () => ({ default: (await import('./editor.js')).Editor }));

/** The two modes differ in colour, label, icon and in every word. */
const words = {
  reply: {
    label: 'composer.reply',
    text: 'composer.replyText',
    placeholder: 'composer.replyPlaceholder',
    send: 'composer.send',
  },
  note: {
    label: 'composer.note',
    text: 'composer.noteText',
    placeholder: 'composer.notePlaceholder',
    send: 'composer.saveNote',
  },
} as const;

type ComposerProps = {
  ticket: TicketDetails;
  timeline: InfiniteData<TimelinePage>;
  composer: ComposerState;
  onSolved: () => void;
};

export function Composer({ ticket, timeline, composer, onSolved }: ComposerProps) {
  const t = useTranslate();
  const mayReply = useMay('tickets.reply');
  if (!mayReply)
    return <p className="border-t border-border px-4 py-3 text-ui text-muted">{t('composer.notAllowed')}</p>;
  if (composer.mode === null) {
    return (
      <div className="flex gap-2 border-t border-border px-4 py-3">
        <Button look="primary" onPress={() => composer.open('reply')}>
          <Reply aria-hidden="true" size={15} className="mirror" />
          {t('composer.reply')}
        </Button>
        <Button onPress={() => composer.open('note')}>
          <Lock aria-hidden="true" size={14} />
          {t('composer.note')}
        </Button>
      </div>
    );
  }
  return <OpenComposer ticket={ticket} timeline={timeline} composer={composer} onSolved={onSolved} />;
}

function OpenComposer({ ticket, timeline, composer, onSolved }: ComposerProps) {
  const t = useTranslate();
  const { mode, draft } = composer;
  const note = mode === 'note';
  const word = words[note ? 'note' : 'reply'];
  const isChat = ticket.channel === 'chat' && !note;
  const newest = useNewest(timeline, { begunAtSeq: draft.begunAtSeq, of: isChat ? 'colleagues' : 'others' });
  const typing = useTypingSignal(ticket.number);
  const files = useUploads(composer.attach);
  const sending = useSend({ ticket, composer, lastSeq: newest.seq, onSolved });
  const badCc = note || isChat ? [] : unusable(draft.cc);
  const waits = files.uploads.length > 0 || sending.isSending;
  const blocked = waits || isBlank(draft) || badCc.length > 0;
  const send = (solve: boolean) => {
    if (blocked) return;
    typing.stop();
    void sending.send({ solve: solve && !note }); // it shows its own errors
  };
  const change = (html: string) => {
    if (isChat) typing.wrote(html === '');
    composer.write({ html, begunAtSeq: html === '' ? null : (draft.begunAtSeq ?? newest.seq) });
  };
  const shared = {
    label: t(word.text),
    placeholder: t(word.placeholder),
    html: draft.html,
    onChange: change,
    onSend: send,
    onFiles: files.add,
    footer: <DraftFiles draft={draft} composer={composer} files={files} />,
    children: <SendButtons note={note} blocked={blocked} isSending={sending.isSending} send={send} />,
  };
  return (
    <section
      aria-label={t(word.label)}
      className={`flex max-h-[55%] flex-col border-t-2 ${note ? 'border-note-border bg-note text-note-text' : 'border-accent bg-bg'}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // The text has taken what fell into it.
        if (event.defaultPrevented || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        files.add(event.dataTransfer.files);
      }}
    >
      <ModeBar composer={composer} ticket={ticket} badCc={badCc} />
      <SendNotices sending={sending} newest={newest} composer={composer} />
      {isChat ? (
        <ChatEditor {...shared} key={composer.revision} />
      ) : (
        <Suspense fallback={<div className="min-h-40" />}>
          <Editor {...shared} key={`${mode}-${composer.revision}`} attachments={draft.attachments} />
        </Suspense>
      )}
    </section>
  );
}

type SendButtonsProps = { note: boolean; blocked: boolean; isSending: boolean; send: (solve: boolean) => void };

function SendButtons({ note, blocked, isSending, send }: SendButtonsProps) {
  const t = useTranslate();
  return (
    <>
      <span className="grow" />
      {note ? null : (
        <Button isDisabled={blocked} onPress={() => send(true)}>
          {t('composer.sendAndSolve')}
        </Button>
      )}
      <Button look="primary" isDisabled={blocked} isPending={isSending} onPress={() => send(false)}>
        {t(words[note ? 'note' : 'reply'].send)}
      </Button>
    </>
  );
}

function unusable(addresses: string): string[] {
  return addressesOf(addresses).filter((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
}

function Notice({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 bg-warn-soft px-4 py-1.5 text-ui text-text">
      <span className="grow">{text}</span>
      {children}
    </div>
  );
}

type Newest = ReturnType<typeof useNewest>;
type SendNoticesProps = { sending: ReturnType<typeof useSend>; newest: Newest; composer: ComposerState };

/** What stands between the agent and a sent reply: somebody was faster, the line broke, or the server said no. */
function SendNotices({ sending, newest, composer }: SendNoticesProps) {
  const t = useTranslate();
  const collided = sending.problem === 'collision';
  const read = () => {
    composer.write({ begunAtSeq: newest.seq });
    sending.dismiss();
  };
  return (
    <>
      {newest.by || collided ? (
        <Notice
          text={
            newest.by
              ? t('composer.collision', { name: isolated(newest.by), count: newest.count })
              : t('composer.collision.unknown')
          }
        >
          <Button size="small" onPress={read}>
            {t('composer.collision.seen')}
          </Button>
          {collided ? (
            <Button size="small" look="primary" onPress={() => void sending.sendAnyway()}>
              {t('composer.sendAnyway')}
            </Button>
          ) : null}
        </Notice>
      ) : null}
      {sending.problem === 'uncertain' ? (
        <Notice text={t('composer.uncertain')}>
          <Button size="small" look="primary" onPress={() => void sending.sendAgain()}>
            {t('action.tryAgain')}
          </Button>
        </Notice>
      ) : null}
      {sending.error ? (
        <div className="px-4 pt-2">
          <FormError error={sending.error} />
        </div>
      ) : null}
    </>
  );
}

type Since = { begunAtSeq: number | null; of: 'others' | 'colleagues' };

/** The newest message on the screen, and who wrote since the draft was begun; in a chat the visitor is expected to. */
function useNewest(timeline: InfiniteData<TimelinePage>, { begunAtSeq, of }: Since) {
  const me = useSession().agent.id;
  return useMemo(() => {
    const messages = timeline.pages
      .flatMap((page) => page.items)
      .flatMap((item) => (item.type === 'message' ? item.message : []));
    const seq = Math.max(0, ...messages.map((message) => message.seq));
    const since = messages.filter(
      ({ seq: place, author }) =>
        begunAtSeq !== null && place > begunAtSeq && author.id !== me && (of === 'others' || author.kind === 'agent'),
    );
    return { seq, count: since.length, by: since.at(-1)?.author.name ?? null };
  }, [timeline, begunAtSeq, of, me]);
}
