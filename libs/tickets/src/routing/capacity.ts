import { channelKinds, type ChannelKind } from '../message/channel-kind.js';

/** What one open ticket of a channel weighs; an agent carries up to their capacity. */
export type ChannelWeights = Readonly<Record<ChannelKind, number>>;

/** A call fills a day's hands; four chats, or ten mails, do, too (domain rules, section 5). */
export const defaultChannelWeights: ChannelWeights = { phone: 100, chat: 25, email: 10 };
export const defaultCapacity = 100;
/** Nothing weighs nothing: of that there could be any number. */
export const weightBounds = { least: 1, most: 1_000 } as const;
export const capacityBounds = { least: 0, most: 1_000 } as const;

/** How many tickets of each channel somebody works on now: those that wait for an answer, not those that wait for others. */
export type OpenWork = Readonly<Partial<Record<ChannelKind, number>>>;

export function loadOf(work: OpenWork, weights: ChannelWeights): number {
  return channelKinds.reduce((sum, channel) => sum + (work[channel] ?? 0) * weights[channel], 0);
}

/**
 * Whether one more fits. Whoever has no capacity or is on a call gets nothing. A call is taken by whoever has no live contact: mails can
 * wait for its end, so they do not count against it.
 */
export function hasRoomFor(
  channel: ChannelKind,
  { work, capacity, weights }: { work: OpenWork; capacity: number; weights: ChannelWeights },
): boolean {
  if (capacity <= 0 || (work.phone ?? 0) > 0) return false;
  if (channel === 'phone') return (work.chat ?? 0) === 0 && weights.phone <= capacity;
  return loadOf(work, weights) + weights[channel] <= capacity;
}

/** 1 with empty hands, 0 when nothing more fits; agents of unlike capacity are compared by it. */
export function spareRatio(load: number, capacity: number): number {
  return capacity <= 0 ? 0 : Math.max(0, (capacity - load) / capacity);
}
