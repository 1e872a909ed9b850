import type { TicketDetails } from '@diwan/contracts';
import { Lock, Reply, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button, IconButton } from '../../../ui/button.js';
import type { ComposerState } from './composer-state.js';

type ModeBarProps = { composer: ComposerState; ticket: TicketDetails; badCc: readonly string[] };

/** Reply or note, and whom it goes to. */
export function ModeBar({ composer, ticket, badCc }: ModeBarProps) {
  const t = useTranslate();
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
      {composer.mode === 'note' ? <span className="text-meta font-medium">{t('message.noteLabel')}</span> : null}
      {composer.mode === 'reply' && ticket.channel !== 'chat' ? (
        <Recipients composer={composer} handle={ticket.contact.handle} badCc={badCc} />
      ) : null}
      <span className="grow" />
      <IconButton label={t('composer.fold')} onPress={composer.fold}>
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}

function Recipients({ composer, handle, badCc }: Pick<ModeBarProps, 'composer' | 'badCc'> & { handle: string }) {
  const t = useTranslate();
  const [ccShown, setCcShown] = useState(composer.draft.cc !== '');
  return (
    <>
      <span className="min-w-0 truncate text-meta text-muted">
        {t('message.to')} <Bdi kind="email">{handle}</Bdi>
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
  );
}
