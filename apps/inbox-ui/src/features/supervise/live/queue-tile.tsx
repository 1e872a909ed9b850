import type { BoardQueue } from '@diwan/contracts';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { StaffingDialog } from './staffing/staffing-dialog.js';

/** As the API counts it (libs/contracts board.ts). */
const atRiskMinutes = 30;

/** How a queue stands. Words carry the warning, the colour only repeats it. */
export function QueueTile({ queue, now }: { queue: BoardQueue; now: Date }) {
  const t = useTranslate();
  const format = useFormat();
  const mayMove = useMay('tickets.move');
  const mayStaff = useMay('queues.staff');
  const [isStaffing, setStaffing] = useState(false);
  const abandoned = queue.waiting > 0 && queue.agentsOn === 0;
  const wait = queue.longestWaitSince ? now.getTime() - Date.parse(queue.longestWaitSince) : null;
  return (
    <li
      className={`flex flex-col gap-3 rounded-card border p-4 ${abandoned ? 'border-warn bg-warn-soft' : 'border-border'}`}
    >
      <h3 className="truncate text-message font-semibold">
        <Link to={`/inbox/queue/${queue.id}`} className="text-text no-underline hover:underline">
          <bdi>{queue.name}</bdi>
        </Link>
      </h3>
      <p className="flex items-baseline gap-2">
        <span className="text-[32px] leading-none font-semibold">{format.number(queue.waiting)}</span>
        <span className="text-ui text-muted">{t('board.waiting')}</span>
      </p>
      <p className="text-ui">
        {wait === null ? t('board.noWait') : t('board.longestWait', { time: format.duration(wait) })}
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-2 text-ui">
        <Figure name={t('board.inWork')} value={format.number(queue.inWork)} />
        <Figure name={t('board.agentsOn')} value={format.number(queue.agentsOn)} />
        <Figure name={t('board.atRisk', { minutes: atRiskMinutes })} value={format.number(queue.atRisk)} />
        <Figure name={t('board.breached')} value={format.number(queue.breached)} isBad={queue.breached > 0} />
        <Figure
          name={t('board.escalated')}
          value={format.number(queue.escalated)}
          to={queue.escalated > 0 ? `/inbox/queue/${queue.id}?order=escalated` : undefined}
        />
      </dl>
      {abandoned ? (
        <p className="flex items-center gap-1.5 text-ui font-medium">
          <TriangleAlert aria-hidden="true" size={15} className="shrink-0 text-warn" />
          {t('board.nobodyAvailable')}
        </p>
      ) : null}
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2">
        {mayMove && queue.waiting + queue.inWork > 0 ? (
          <Link to={`/supervise/assignments?queue=${queue.id}`} className="text-ui">
            {t('moves.open')}
          </Link>
        ) : null}
        {mayStaff ? (
          <Button
            size="small"
            aria-label={t('staffing.title', { name: isolated(queue.name) })}
            onPress={() => setStaffing(true)}
          >
            {t('staffing.open')}
          </Button>
        ) : null}
      </div>
      {isStaffing ? <StaffingDialog queue={queue} onClose={() => setStaffing(false)} /> : null}
    </li>
  );
}

type FigureProps = {
  name: string;
  value: string;
  isBad?: boolean;
  /** The list of what was counted. */ to?: string | undefined;
};

function Figure({ name, value, isBad = false, to }: FigureProps) {
  return (
    <div>
      <dt className="text-meta text-muted">{name}</dt>
      <dd className={`text-message font-medium ${isBad ? 'text-danger' : ''}`}>
        {to ? (
          <Link to={to} aria-label={`${value} ${name}`}>
            {value}
          </Link>
        ) : (
          value
        )}
      </dd>
    </div>
  );
}
