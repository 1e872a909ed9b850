import { useTranslate } from '../../i18n/intl.js';

/** What somebody carries of what they can: a bar, and the numbers beside it. */
export function LoadBar({ load, capacity }: { load: number; capacity: number }) {
  const t = useTranslate();
  const part = capacity > 0 ? Math.min(1, load / capacity) : Number(load > 0);
  return (
    <span className="flex items-center gap-2">
      <span
        aria-hidden="true"
        className="h-1.5 w-24 shrink-0 overflow-hidden rounded-full border border-border bg-sunken"
      >
        <span
          className={`block h-full ${part >= 1 ? 'bg-warn' : 'bg-accent'}`}
          style={{ inlineSize: `${part * 100}%` }}
        />
      </span>
      <span className="min-w-20 whitespace-nowrap">{t('board.load', { load, capacity })}</span>
    </span>
  );
}
