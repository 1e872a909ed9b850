import type { ChannelKind } from '@diwan/tickets';
import { Mail, MessageCircle, Phone, type LucideIcon } from 'lucide-react';
import { useTranslate } from '../i18n/intl.js';

const icons: Record<ChannelKind, LucideIcon> = { email: Mail, chat: MessageCircle, phone: Phone };

export function ChannelIcon({ channel }: { channel: ChannelKind }) {
  const Icon = icons[channel];
  return <Icon aria-hidden="true" size={14} className="shrink-0 text-muted" />;
}

/** Shape and word. */
export function ChannelBadge({ channel }: { channel: ChannelKind }) {
  const t = useTranslate();
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-meta whitespace-nowrap text-muted">
      <ChannelIcon channel={channel} />
      {t(`channelKind.${channel}`)}
    </span>
  );
}
