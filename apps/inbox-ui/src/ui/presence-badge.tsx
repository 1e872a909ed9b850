/** Whether somebody is there: colour, shape and word, never colour alone. */
import type { PresenceState } from '@diwan/tickets';
import { usePresenceWord } from './presence-word.js';

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

type PresenceBadgeProps = { state: PresenceState; reason: string | null };

export function PresenceBadge({ state, reason }: PresenceBadgeProps) {
  const word = usePresenceWord();
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <PresenceShape state={state} />
      {word(state, reason)}
    </span>
  );
}
