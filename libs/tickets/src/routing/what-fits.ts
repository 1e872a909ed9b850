import { channelKinds, type ChannelKind } from '../message/channel-kind.js';
import type { ChannelWeights } from './capacity.js';

/** What capacity comes to in practice. */
export type Fit = {
  /** How many of one channel alone, of those that fit at all. */
  alone: { channel: ChannelKind; count: number }[];
  /** Half the chats, and mails beside them; null where not at least one of each fits. */
  mixed: { chat: number; email: number } | null;
  /** Channels of which not even one fits. */
  none: ChannelKind[];
};

/** A call is taken alone, whatever room it leaves (capacity.ts). */
export function whatFits(capacity: number, weights: ChannelWeights): Fit {
  const counts = channelKinds.map((channel) => {
    const most = Math.floor(Math.max(0, capacity) / weights[channel]);
    return { channel, count: channel === 'phone' ? Math.min(1, most) : most };
  });
  const chat = Math.floor(Math.floor(Math.max(0, capacity) / weights.chat) / 2);
  const email = Math.floor((capacity - chat * weights.chat) / weights.email);
  return {
    alone: counts.filter(({ count }) => count > 0),
    mixed: chat > 0 && email > 0 ? { chat, email } : null,
    none: counts.filter(({ count }) => count === 0).map(({ channel }) => channel),
  };
}
