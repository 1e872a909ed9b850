import type { ChannelPresence } from '@diwan/contracts';
import type { ChannelKind } from '@diwan/tickets';

export type Summary = Pick<ChannelPresence, 'state' | 'reason' | 'until' | 'byOther' | 'expectedAt'> & {
  /** Since when; null where nothing was ever declared. */
  since: string | null;
};

/** What was let go by has to be seen first; whoever is available anywhere can be given work. */
const order = ['not_responding', 'available', 'away', 'offline'] as const;

/** The states of several channels in one word: the first of the order above that any of them is in. */
export function summaryOf(declared: readonly ChannelPresence[], channels: readonly ChannelKind[]): Summary {
  const shown = declared.filter(({ channel }) => channels.includes(channel));
  const state = order.find((one) => shown.some((each) => each.state === one)) ?? 'offline';
  const found = shown.find((each) => each.state === state);
  return found ?? { ...nothingKnown, state };
}

const nothingKnown = {
  state: 'offline',
  reason: null,
  since: null,
  until: null,
  byOther: false,
  expectedAt: null,
} as const;

/**
 * As colleagues see it: nobody whose browser is closed is there, whatever they declared before; that they are absent, and
 * why, holds when somebody else said so.
 */
export function summaryForOthers({
  present,
  channels,
}: {
  present: boolean;
  channels: readonly ChannelPresence[];
}): Summary {
  const summary = summaryOf(
    channels,
    channels.map(({ channel }) => channel),
  );
  const isSaid = summary.until !== null || (summary.byOther && summary.state === 'away');
  return present || summary.state === 'offline' || isSaid
    ? summary
    : { ...nothingKnown, expectedAt: summary.expectedAt };
}
