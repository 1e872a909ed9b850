import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { MenuTrigger } from 'react-aria-components/Menu';
import { presenceQuery, useChannels, useDeclarePresence, type Declaration } from '../../api/routing/presence.js';
import { useTranslate } from '../../i18n/intl.js';
import { useShortcut } from '../../keyboard/use-shortcut.js';
import { PresenceShape } from '../../ui/presence-badge.js';
import { usePresenceWord } from '../../ui/presence-word.js';
import { useProblemSentence } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { OpenWorkDialog } from './open-work-dialog.js';
import { PresenceMenu, type Wanted } from './presence-menu.js';
import { summaryOf } from './summary.js';

/** The agent's own state in one word, what they carry, and the menu that changes it. */
export function PresenceControl() {
  const t = useTranslate();
  const channels = useChannels();
  const { data: presence } = useQuery(presenceQuery);
  const declare = useDeclarePresence();
  const sentence = useProblemSentence();
  const wordOf = usePresenceWord();
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState<Wanted | null>(null);
  useShortcut('presence', () => setOpen(true));
  if (!presence) return <div className="min-h-11" />;

  const { state, reason } = summaryOf(presence.channels, channels);
  const word = wordOf(state, reason);
  const { openTickets, load, capacity } = presence;
  const loadText = t('presence.load', { count: openTickets, load, capacity });
  const store = (wanted: Wanted, openWork: Declaration['openWork']) =>
    declare.mutate({ ...wanted, openWork }, { onError: (error) => showToast({ text: sentence(error), tone: 'bad' }) });
  const choose = (wanted: Wanted) => {
    if (wanted.state !== 'available' && openTickets > 0) setAsked(wanted);
    else store(wanted, 'keep');
  };
  return (
    <>
      <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton
          aria-label={t('presence.mine', { state: word, load: loadText })}
          className="flex min-h-11 items-center gap-2.5 rounded-control px-2 text-start hover:bg-sunken sm:max-lg:justify-center"
        >
          <PresenceShape state={state} />
          <span className="min-w-0 grow sm:max-lg:sr-only">
            <span className="block truncate text-ui font-medium">{word}</span>
            <span className="block truncate text-meta text-muted">{loadText}</span>
          </span>
        </AriaButton>
        <PresenceMenu channels={channels} declared={presence.channels} onChoose={choose} />
      </MenuTrigger>
      {asked ? (
        <OpenWorkDialog
          openTickets={openTickets}
          state={asked.state}
          onClose={() => setAsked(null)}
          onChoose={(openWork) => {
            setAsked(null);
            store(asked, openWork);
          }}
        />
      ) : null}
    </>
  );
}
