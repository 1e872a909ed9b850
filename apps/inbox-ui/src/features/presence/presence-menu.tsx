import type { ChannelPresence, DeclarePresence } from '@diwan/contracts';
import type { ChannelKind } from '@diwan/tickets';
import { Check, ChevronRight } from 'lucide-react';
import { Menu, MenuItem, Separator, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslate } from '../../i18n/intl.js';
import { popoverShape } from '../../ui/forms/select.js';
import { PresenceShape } from '../../ui/presence-badge.js';
import { useAwayReasons, usePresenceWord } from '../../ui/presence-word.js';
import { summaryOf } from './summary.js';

export type Wanted = Pick<DeclarePresence, 'channels' | 'state' | 'reason'>;
type Choice = Pick<Wanted, 'state' | 'reason'>;
const idOf = ({ state, reason }: Pick<ChannelPresence, 'state' | 'reason'>) => `${state}.${reason ?? ''}`;

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
  const word = usePresenceWord();
  const choices = useChoices();
  const choose = (chosen: ChannelKind[]) => (id: unknown) => {
    const choice = choices.find((one) => idOf(one) === id);
    if (choice) onChoose({ channels: chosen, ...choice });
  };
  const itemsFor = (shown: readonly ChannelKind[]) => {
    const current = summaryOf(declared, shown);
    return choices.map((choice) => (
      <MenuItem
        key={idOf(choice)}
        id={idOf(choice)}
        textValue={word(choice.state, choice.reason)}
        className={itemShape}
      >
        <PresenceShape state={choice.state} />
        <span className="grow">{word(choice.state, choice.reason)}</span>
        {current.since !== null && idOf(choice) === idOf(current) ? (
          <Check aria-hidden="true" size={15} className="text-accent" />
        ) : null}
      </MenuItem>
    ));
  };
  return (
    <Popover placement="top start" className={popoverShape}>
      <Menu aria-label={t('presence.menu')} className="outline-none" onAction={choose([...channels])}>
        {itemsFor(channels)}
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
                    onAction={choose([channel])}
                  >
                    {itemsFor([channel])}
                  </Menu>
                </Popover>
              </SubmenuTrigger>
            ))}
      </Menu>
    </Popover>
  );
}

/** Where every reason was retired somebody can still be away, without one. */
function useChoices(): Choice[] {
  const reasons = useAwayReasons().map(({ id }) => id);
  return [
    { state: 'available', reason: null },
    ...(reasons.length > 0 ? reasons : [null]).map((reason): Choice => ({ state: 'away', reason })),
    { state: 'offline', reason: null },
  ];
}
