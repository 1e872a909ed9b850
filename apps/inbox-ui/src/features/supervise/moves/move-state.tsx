import type { Move } from '@diwan/contracts';
import { Check, Clock, LoaderCircle, Undo2, type LucideIcon } from 'lucide-react';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { useNow } from '../../../ui/use-now.js';

const looks: Record<Move['state'], { icon: LucideIcon; className: string; mirror?: true }> = {
  running: { icon: LoaderCircle, className: 'text-info' },
  done: { icon: Check, className: 'text-ok' },
  undoing: { icon: LoaderCircle, className: 'text-info' },
  undone: { icon: Undo2, className: 'text-muted', mirror: true },
};

/** Not late is what the worker gets to in a moment. */
const graceMs = 10_000;

/** How far a move is, in words. */
export function MoveState({ move }: { move: Move }) {
  const t = useTranslate();
  const { icon: Icon, className, mirror } = looks[move.state];
  const { total, moved, failed, restored } = move;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ui">
      <span className="inline-flex items-center gap-1.5">
        <Icon aria-hidden="true" size={15} className={`shrink-0 ${className} ${mirror ? 'mirror' : ''}`} />
        {t(`moves.state.${move.state}`, { total, moved, seen: moved + failed, restored })}
      </span>
      {failed > 0 ? <span className="text-warn">{t('moves.failed', { count: failed })}</span> : null}
      {move.backAt ? <Back move={move} backAt={move.backAt} /> : null}
    </p>
  );
}

/** When it goes back, or whom it waits for since. */
function Back({ move: { state, covers }, backAt }: { move: Move; backAt: string }) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const isLate = state === 'done' && covers !== null && Date.parse(backAt) < now.getTime() - graceMs;
  const time = format.dateTime(backAt);
  return (
    <span className={`inline-flex items-center gap-1 ${isLate ? 'text-warn' : 'text-muted'}`}>
      <Clock aria-hidden="true" size={14} className="shrink-0" />
      {isLate ? t('moves.back.late', { time, name: isolated(covers.name) }) : t('moves.back.when', { time })}
    </span>
  );
}
