import type { ChannelPresence } from '@diwan/contracts';
import type { ChannelKind } from '@diwan/tickets';

export type Summary = Pick<ChannelPresence, 'state' | 'reason' | 'until'> & {
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
  return { state, reason: found?.reason ?? null, since: found?.since ?? null, until: found?.until ?? null };
}

/** As colleagues see it: nobody whose browser is closed is there, whatever they declared before. */
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
  return present || summary.state === 'offline' || summary.until !== null
    ? summary
    : { state: 'offline', reason: null, since: null, until: null };
}
