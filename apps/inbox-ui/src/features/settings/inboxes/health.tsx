import type { Inbox } from '@diwan/contracts';
import { CircleAlert, CircleCheck, CircleDashed, CirclePause, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useCodeSentence, useFormat, useTranslate } from '../../../i18n/intl.js';
import { useNow } from '../../../ui/use-now.js';

const looks: Record<Inbox['health']['state'], { icon: LucideIcon; className: string }> = {
  ok: { icon: CircleCheck, className: 'text-ok' },
  connecting: { icon: LoaderCircle, className: 'text-info' },
  failing: { icon: CircleAlert, className: 'text-danger' },
  disabled: { icon: CirclePause, className: 'text-muted' },
  unknown: { icon: CircleDashed, className: 'text-muted' },
};

type HealthProps = { label: string; health: Inbox['health']; backlog: 'health.backlog' | 'health.queued' };

/** How receiving or sending goes for one inbox, and what to do when it does not. */
export function Health({ label, health, backlog }: HealthProps) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const codeSentence = useCodeSentence();
  const { icon: Icon, className } = looks[health.state];
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1 text-ui">
      <p className="flex flex-wrap items-center gap-x-3">
        <span aria-hidden="true" className="min-w-20 text-muted">
          {label}
        </span>
        <span className={`inline-flex items-center gap-1.5 font-medium ${className}`}>
          <Icon aria-hidden="true" size={15} />
          {t(`health.${health.state}`)}
        </span>
        {health.lastSuccessAt ? (
          <span className="text-meta text-muted">
            {t('health.lastSuccess', { time: format.relative(health.lastSuccessAt, now) })}
          </span>
        ) : null}
        {health.backlog > 0 ? (
          <span className="text-meta text-muted">{t(backlog, { count: health.backlog })}</span>
        ) : null}
      </p>
      {health.error ? (
        <div className="rounded-control bg-danger-soft px-3 py-2 text-text">
          <p>{codeSentence(health.error.code, 'channel.other')}</p>
          <p dir="auto" className="text-meta break-words text-muted">
            {health.error.detail}
          </p>
          <p className="text-meta text-muted">{t('health.since', { time: format.dateTime(health.error.since) })}</p>
        </div>
      ) : null}
    </div>
  );
}
