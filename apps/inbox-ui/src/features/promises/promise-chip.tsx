/** What is due next, in words with an icon; colour only underlines it. */
import type { TicketPromise } from '@diwan/contracts';
import { AlarmClock, ChevronsUp, Timer, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { Format } from '../../i18n/format.js';
import { useFormat, useTranslate, type Translate } from '../../i18n/intl.js';

type Look = { icon: LucideIcon; className: string };
const looks: Record<'running' | 'soon' | 'breached', Look> = {
  running: { icon: Timer, className: 'bg-sunken text-muted' },
  soon: { icon: AlarmClock, className: 'bg-warn-soft text-warn' },
  breached: { icon: TriangleAlert, className: 'bg-danger-soft text-danger font-medium' },
};
/** As on the board: less than half an hour is soon. */
const soonMilliseconds = 30 * 60_000;

type Words = { t: Translate; format: Format; now: Date };

/** "due in 25 min" or "overdue 10 min", by the clock of this screen, which goes on between two answers. */
export function promiseText({ dueAt }: TicketPromise, { t, format, now }: Words): string {
  const left = Date.parse(dueAt) - now.getTime();
  return left < 0
    ? t('promise.overdue', { time: format.duration(-left) })
    : t('promise.dueIn', { time: format.duration(left) });
}

export function promiseLook({ dueAt }: TicketPromise, now: Date): Look {
  const left = Date.parse(dueAt) - now.getTime();
  if (left < 0) return looks.breached;
  return left < soonMilliseconds ? looks.soon : looks.running;
}

export function PromiseChip({ promise, now }: { promise: TicketPromise; now: Date }) {
  const t = useTranslate();
  const format = useFormat();
  const { icon: Icon, className } = promiseLook(promise, now);
  return (
    <span
      title={`${t(`promise.target.${promise.target}`)} · ${format.dateTime(promise.dueAt)}`}
      className={`inline-flex shrink-0 items-center gap-1 rounded-full px-1.5 text-meta whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden="true" size={12} className="shrink-0" />
      {promiseText(promise, { t, format, now })}
    </span>
  );
}

export function EscalationBadge({ level }: { level: number }) {
  const t = useTranslate();
  const format = useFormat();
  if (level === 0) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5 text-meta font-medium whitespace-nowrap text-danger">
      <ChevronsUp aria-hidden="true" size={13} className="shrink-0" />
      {t('escalation.level', { level: format.number(level) })}
    </span>
  );
}
