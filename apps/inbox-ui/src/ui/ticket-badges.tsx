/** Status and priority: colour, shape and word, never colour alone. */
import type { TicketPriority, TicketStatus } from '@diwan/tickets';
import {
  Archive,
  ArrowDown,
  ChevronsUp,
  ChevronUp,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Hourglass,
  Minus,
  Pause,
  type LucideIcon,
} from 'lucide-react';
import { useTranslate } from '../i18n/intl.js';

const statusLooks: Record<TicketStatus, { icon: LucideIcon; className: string }> = {
  new: { icon: CircleDashed, className: 'bg-info-soft text-info' },
  open: { icon: CircleDot, className: 'bg-accent-soft text-accent' },
  pending: { icon: Hourglass, className: 'bg-warn-soft text-warn' },
  on_hold: { icon: Pause, className: 'bg-sunken text-muted' },
  solved: { icon: CircleCheck, className: 'bg-ok-soft text-ok' },
  closed: { icon: Archive, className: 'bg-sunken text-muted' },
};

const priorityLooks: Record<TicketPriority, { icon: LucideIcon; className: string }> = {
  low: { icon: ArrowDown, className: 'text-muted' },
  normal: { icon: Minus, className: 'text-muted' },
  high: { icon: ChevronUp, className: 'text-warn' },
  urgent: { icon: ChevronsUp, className: 'text-danger font-medium' },
};

export function StatusIcon({ status }: { status: TicketStatus }) {
  const { icon: Icon } = statusLooks[status];
  return <Icon aria-hidden="true" size={13} className="shrink-0" />;
}

export function StatusBadge({ status }: { status: TicketStatus }) {
  const t = useTranslate();
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-1.5 text-meta whitespace-nowrap ${statusLooks[status].className}`}
    >
      <StatusIcon status={status} />
      {t(`status.${status}`)}
    </span>
  );
}

export function PriorityIcon({ priority }: { priority: TicketPriority }) {
  const { icon: Icon, className } = priorityLooks[priority];
  return <Icon aria-hidden="true" size={14} className={`shrink-0 ${className}`} />;
}

export function PriorityBadge({ priority }: { priority: TicketPriority }) {
  const t = useTranslate();
  return (
    <span
      className={`inline-flex items-center gap-0.5 text-meta whitespace-nowrap ${priorityLooks[priority].className}`}
    >
      <PriorityIcon priority={priority} />
      {t(`priority.${priority}`)}
    </span>
  );
}
