/** Whether somebody is there: colour, shape and word, never colour alone. */
import type { AwayReason } from '@diwan/contracts';
import type { PresenceState } from '@diwan/tickets';
import { useTranslate, type Translate } from '../i18n/intl.js';

const looks: Record<PresenceState, readonly [shape: string, className: string]> = {
  available: ['●', 'text-ok'],
  away: ['◑', 'text-muted'],
  offline: ['○', 'text-muted'],
  not_responding: ['◆', 'text-danger'],
};

export function PresenceShape({ state }: { state: PresenceState }) {
  const [shape, className] = looks[state];
  return (
    <span aria-hidden="true" className={`inline-block w-[17px] shrink-0 text-center ${className}`}>
      {shape}
    </span>
  );
}

/** "Away: lunch"; other states are one word. */
export function presenceWord(state: PresenceState, reason: AwayReason | null, t: Translate): string {
  return state === 'away' && reason
    ? t('presence.awayFor', { reason: t(`presence.reason.${reason}`) })
    : t(`presence.${state}`);
}

type PresenceBadgeProps = { state: PresenceState; reason: AwayReason | null };

export function PresenceBadge({ state, reason }: PresenceBadgeProps) {
  const t = useTranslate();
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <PresenceShape state={state} />
      {presenceWord(state, reason, t)}
    </span>
  );
}
