import type { CapacitySettings } from '@diwan/contracts';
import { whatFits, type ChannelKind } from '@diwan/tickets';
import { TriangleAlert } from 'lucide-react';
import { useFormat, useTranslate } from '../../../i18n/intl.js';

/** What the figures come to: "4 chats, 10 e-mails, or 2 chats and 5 e-mails". */
export function FitSentence({ capacity, channelWeights }: CapacitySettings) {
  const t = useTranslate();
  const format = useFormat();
  const { alone, mixed, none } = whatFits(capacity, channelWeights);
  const some = (channel: ChannelKind, count: number) => t(`capacity.some.${channel}`, { count });
  if (alone.length === 0) return <Warning text={t(capacity === 0 ? 'capacity.nothing' : 'capacity.tooSmall')} />;
  const choices = [
    ...alone.map(({ channel, count }) => some(channel, count)),
    ...(mixed ? [t('capacity.both', { one: some('chat', mixed.chat), other: some('email', mixed.email) })] : []),
  ];
  return (
    <div role="status" className="flex flex-col gap-2">
      <p className="rounded-control bg-accent-soft px-3 py-2 text-ui">
        {t('capacity.fits', { choices: format.either(choices) })}
      </p>
      {none.map((channel) => (
        <Warning key={channel} text={t(`capacity.none.${channel}`)} />
      ))}
    </div>
  );
}

function Warning({ text }: { text: string }) {
  return (
    <p role="status" className="flex items-start gap-1.5 rounded-control bg-warn-soft px-3 py-2 text-ui">
      <TriangleAlert aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-warn" />
      {text}
    </p>
  );
}
