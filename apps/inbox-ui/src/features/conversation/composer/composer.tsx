import type { TicketDetails, TimelinePage } from '@diwan/contracts';
import type { InfiniteData } from '@tanstack/react-query';
import { Lock, Reply, X } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useMay, useSession } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button, IconButton } from '../../../ui/button.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { DraftFiles } from './draft-files.js';
import type { ComposerState } from './composer-state.js';
import { isBlank } from './draft-store.js';
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
  const newest = useNewest(timeline, draft.begunAtSeq);
  const files = useUploads(composer.attach);
  const sending = useSend({ ticket, composer, lastSeq: newest.seq, onSolved });
  const badCc = note ? [] : unusable(draft.cc);
  const waits = files.uploads.length > 0 || sending.isSending;
  const blocked = waits || isBlank(draft) || badCc.length > 0;
  const send = (solve: boolean) => {
    if (!blocked) void sending.send({ solve: solve && !note }); // it shows its own errors
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
      <Suspense fallback={<div className="min-h-40" />}>
        <Editor
          key={`${mode}-${composer.revision}`}
          label={t(word.text)}
          placeholder={t(word.placeholder)}
          html={draft.html}
          attachments={draft.attachments}
          onChange={(html) =>
            composer.write({ html, begunAtSeq: html === '' ? null : (draft.begunAtSeq ?? newest.seq) })
          }
          onSend={send}
          onFiles={files.add}
          footer={<DraftFiles draft={draft} composer={composer} files={files} />}
        >
          <span className="grow" />
          {note ? null : (
            <Button isDisabled={blocked} onPress={() => send(true)}>
              {t('composer.sendAndSolve')}
            </Button>
          )}
          <Button look="primary" isDisabled={blocked} isPending={sending.isSending} onPress={() => send(false)}>
            {t(word.send)}
          </Button>
        </Editor>
      </Suspense>
    </section>
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

function ModeBar({ composer, ticket, badCc }: Pick<ComposerProps, 'composer' | 'ticket'> & { badCc: string[] }) {
  const t = useTranslate();
  const [ccShown, setCcShown] = useState(composer.draft.cc !== '');
  const tab =
    'inline-flex min-h-7 items-center gap-1.5 rounded-control px-2 aria-pressed:font-semibold aria-pressed:bg-sunken text-ui';
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-2">
      <button
        type="button"
        className={tab}
        aria-pressed={composer.mode === 'reply'}
        onClick={() => composer.open('reply')}
      >
        <Reply aria-hidden="true" size={14} className="mirror" />
        {t('composer.reply')}
      </button>
      <button
        type="button"
        className={tab}
        aria-pressed={composer.mode === 'note'}
        onClick={() => composer.open('note')}
      >
        <Lock aria-hidden="true" size={13} />
        {t('composer.note')}
      </button>
      {composer.mode === 'note' ? (
        <span className="text-meta font-medium">{t('message.noteLabel')}</span>
      ) : (
        <>
          <span className="min-w-0 truncate text-meta text-muted">
            {t('message.to')} <Bdi kind="email">{ticket.contact.handle}</Bdi>
          </span>
          {ccShown ? (
            <label className="flex min-w-40 grow items-center gap-1.5 text-meta">
              {t('message.cc')}
              <input
                dir="ltr"
                type="text"
                inputMode="email"
                value={composer.draft.cc}
                aria-invalid={badCc.length > 0}
                onChange={(event) => composer.write({ cc: event.target.value })}
                className="min-h-7 w-full rounded-control border border-control bg-bg px-2 text-ui aria-invalid:border-danger"
              />
            </label>
          ) : (
            <Button size="small" look="quiet" onPress={() => setCcShown(true)}>
              {t('composer.addCc')}
            </Button>
          )}
        </>
      )}
      <span className="grow" />
      <IconButton label={t('composer.fold')} onPress={composer.fold}>
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}

/** The newest message on the screen, and who wrote since the draft was begun. */
function useNewest(timeline: InfiniteData<TimelinePage>, begunAtSeq: number | null) {
  const me = useSession().agent.id;
  return useMemo(() => {
    const messages = timeline.pages
      .flatMap((page) => page.items)
      .flatMap((item) => (item.type === 'message' ? item.message : []));
    const seq = Math.max(0, ...messages.map((message) => message.seq));
    const since = messages.filter(
      (message) => begunAtSeq !== null && message.seq > begunAtSeq && message.author.id !== me,
    );
    return { seq, count: since.length, by: since.at(-1)?.author.name ?? null };
  }, [timeline, begunAtSeq, me]);
}
