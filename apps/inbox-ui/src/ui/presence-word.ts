/** What states and reasons are called: Diwan's own in the reader's language, others as somebody named them. */
import type { AwayReason, ChannelPresence } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { awayReasonsQuery } from '../api/routing/staffing.js';
import { isolated } from '../i18n/digits.js';
import { useTranslate, type Translate } from '../i18n/intl.js';

const builtIn = ['break', 'lunch', 'prayer', 'meeting', 'training', 'other'] as const;

/** Null for what nobody knows (any more). */
export function reasonWord({ key, name }: Pick<AwayReason, 'key' | 'name'>, t: Translate): string | null {
  if (name !== null) return isolated(name);
  const known = builtIn.find((one) => one === key);
  return known ? t(`presence.reason.${known}`) : null;
}

/** Those that may be given, in their order, each with its word. */
export function useAwayReasons(): { id: string; label: string }[] {
  const t = useTranslate();
  const { data: reasons } = useQuery(awayReasonsQuery);
  return (reasons ?? [])
    .filter(({ retired }) => !retired)
    .map((reason) => ({ id: reason.key, label: reasonWord(reason, t) ?? '' }));
}

export type PresenceWord = (state: ChannelPresence['state'], reason: string | null) => string;

/** "Away: lunch"; without a reason it is one word. */
export function usePresenceWord(): PresenceWord {
  const t = useTranslate();
  const { data: reasons } = useQuery(awayReasonsQuery);
  return (state, key) => {
    const reason = reasons?.find((each) => each.key === key);
    const word = reason ? reasonWord(reason, t) : null;
    if (word === null || (state !== 'away' && state !== 'offline')) return t(`presence.${state}`);
    return t(state === 'away' ? 'presence.awayFor' : 'presence.offlineFor', { reason: word });
  };
}
