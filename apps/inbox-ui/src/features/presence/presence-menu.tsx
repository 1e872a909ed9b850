import type { AwayReason, ChannelPresence, DeclarePresence } from '@diwan/contracts';
import type { ChannelKind } from '@diwan/tickets';
import { Check, ChevronRight } from 'lucide-react';
import { Menu, MenuItem, Separator, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslate } from '../../i18n/intl.js';
import { popoverShape } from '../../ui/forms/select.js';
import { PresenceShape, presenceWord } from '../../ui/presence-badge.js';
import { summaryOf } from './summary.js';

export type Wanted = Pick<DeclarePresence, 'channels' | 'state' | 'reason'>;
type Choice = { state: DeclarePresence['state']; reason: AwayReason | null };

export const awayReasons = [
  'break',
  'lunch',
  'prayer',
  'meeting',
  'training',
  'other',
] as const satisfies readonly AwayReason[];
const choices: readonly Choice[] = [
  { state: 'available', reason: null },
  ...awayReasons.map((reason): Choice => ({ state: 'away', reason })),
  { state: 'offline', reason: null },
];
const idOf = ({ state, reason }: Choice) => `${state}.${reason ?? ''}`;

const itemShape =
  'flex min-h-8 cursor-default items-center gap-2 rounded-control px-2.5 text-ui outline-none focus:bg-sunken';

type PresenceMenuProps = {
  channels: readonly ChannelKind[];
  declared: readonly ChannelPresence[];
  onChoose: (wanted: Wanted) => void;
};

/** One choice for all channels; where there are several, also one for each. */
export function PresenceMenu({ channels, declared, onChoose }: PresenceMenuProps) {
  const t = useTranslate();
  return (
    <Popover placement="top start" className={popoverShape}>
      <Menu
        aria-label={t('presence.menu')}
        className="outline-none"
        onAction={(id) => choose(String(id), [...channels], onChoose)}
      >
        {choicesFor(channels, declared, t)}
        {channels.length < 2 ? null : <Separator className="my-1 border-t border-border" />}
        {channels.length < 2
          ? null
          : channels.map((channel) => (
              <SubmenuTrigger key={channel}>
                <MenuItem id={channel} textValue={t(`channelKind.${channel}`)} className={itemShape}>
                  <PresenceShape state={summaryOf(declared, [channel]).state} />
                  <span className="grow">{t('presence.only', { channel: t(`channelKind.${channel}`) })}</span>
                  <ChevronRight aria-hidden="true" size={15} className="mirror text-muted" />
                </MenuItem>
                <Popover className={popoverShape}>
                  <Menu
                    aria-label={t('presence.only', { channel: t(`channelKind.${channel}`) })}
                    className="outline-none"
                    onAction={(id) => choose(String(id), [channel], onChoose)}
                  >
                    {choicesFor([channel], declared, t)}
                  </Menu>
                </Popover>
              </SubmenuTrigger>
            ))}
      </Menu>
    </Popover>
  );
}

function choose(id: string, channels: ChannelKind[], onChoose: (wanted: Wanted) => void): void {
  const choice = choices.find((one) => idOf(one) === id);
  if (choice) onChoose({ channels, ...choice });
}

function choicesFor(
  channels: readonly ChannelKind[],
  declared: readonly ChannelPresence[],
  t: ReturnType<typeof useTranslate>,
) {
  const current = summaryOf(declared, channels);
  return choices.map((choice) => {
    const word = presenceWord(choice.state, choice.reason, t);
    return (
      <MenuItem key={idOf(choice)} id={idOf(choice)} textValue={word} className={itemShape}>
        <PresenceShape state={choice.state} />
        <span className="grow">{word}</span>
        {current.since !== null && idOf(choice) === `${current.state}.${current.reason ?? ''}` ? (
          <Check aria-hidden="true" size={15} className="text-accent" />
        ) : null}
      </MenuItem>
    );
  });
}
