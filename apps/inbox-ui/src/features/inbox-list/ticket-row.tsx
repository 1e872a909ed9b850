import type { TicketRow as Row } from '@diwan/contracts';
import { Clock, SquareCheck } from 'lucide-react';
import { memo } from 'react';
import { contactName } from '../../i18n/contact-name.js';
import { useFormat, useTranslate, type Translate } from '../../i18n/intl.js';
import type { Format } from '../../i18n/format.js';
import { Avatar } from '../../ui/avatar.js';
import { OwnLine } from '../../ui/bdi.js';
import { ChannelBadge, ChannelIcon } from '../../ui/channel-badge.js';
import { TagChip } from '../tags/tag-chip.js';
import { EscalationBadge, PromiseChip, promiseText } from '../promises/promise-chip.js';
import { PriorityBadge, StatusBadge } from '../../ui/ticket-badges.js';

/** What a screen reader says for the whole row. */
export function rowName(row: Row, { t, format, now }: { t: Translate; format: Format; now: Date }): string {
  return t('list.rowName', {
    name: contactName(row.contact, t),
    subject: row.subject || t('ticket.noSubject'),
    number: String(row.number),
    channel: t(`channelKind.${row.channel}`),
    status: t(`status.${row.status}`),
    priority: t(`priority.${row.priority}`),
    promise: row.promise ? promiseText(row.promise, { t, format, now }) : 'none',
    waiting: row.waitingSince ? format.duration(now.getTime() - Date.parse(row.waitingSince)) : 'none',
    unread: String(row.unread),
    hasTags: String(row.tags.length > 0),
    tags: row.tags.map(({ name }) => name).join(`${t('list.separator')} `),
  });
}

type TicketRowProps = { row: Row; now: Date; selected: boolean; picked: boolean };

export const TicketRow = memo(function TicketRow({ row, now, selected, picked }: TicketRowProps) {
  const t = useTranslate();
  const format = useFormat();
  const weight = row.unread ? 'font-semibold text-text' : 'text-text';
  return (
    <div
      className={`flex h-full flex-col justify-center gap-0.5 border-b border-border px-3 py-2 ${selected || picked ? 'bg-accent-soft' : 'hover:bg-subtle'}`}
    >
      <div className="flex items-center gap-2">
        {picked ? (
          <SquareCheck aria-hidden="true" size={16} className="shrink-0 text-accent" />
        ) : (
          <ChannelIcon channel={row.channel} />
        )}
        <OwnLine text={contactName(row.contact, t)} className={`grow text-ui ${weight}`} />
        {row.unread ? <span title={t('list.unread')} className="size-2 shrink-0 rounded-full bg-accent" /> : null}
        <time
          dateTime={row.lastActivityAt}
          title={format.exact(row.lastActivityAt)}
          className="shrink-0 text-meta text-muted"
        >
          {format.short(row.lastActivityAt, now)}
        </time>
      </div>
      <p className="flex gap-2 text-ui">
        <OwnLine text={row.subject || t('ticket.noSubject')} className={`max-w-[70%] shrink-0 ${weight}`} />
        <OwnLine text={row.snippet} className="grow text-muted" />
      </p>
      <Labels row={row} now={now} />
    </div>
  );
});

function Labels({ row, now }: Pick<TicketRowProps, 'row' | 'now'>) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <div className="flex min-h-6 items-center gap-2">
      {row.channel === 'email' ? null : <ChannelBadge channel={row.channel} />}
      <StatusBadge status={row.status} />
      {row.priority === 'normal' ? null : <PriorityBadge priority={row.priority} />}
      <EscalationBadge level={row.escalationLevel} />
      {row.promise ? <PromiseChip promise={row.promise} now={now} /> : null}
      {row.waitingSince ? (
        <span className="inline-flex items-center gap-1 min-w-0 truncate text-meta text-muted">
          <Clock aria-hidden="true" size={12} className="shrink-0" />
          {t('list.waiting', { time: format.duration(now.getTime() - Date.parse(row.waitingSince)) })}
        </span>
      ) : null}
      {/* What does not fit wraps out of sight. */}
      <span
        title={row.tags.map(({ name }) => name).join(`${t('list.separator')} `)}
        className="flex h-6 min-w-0 grow basis-0 flex-wrap justify-end gap-1 overflow-hidden"
      >
        {/* Keeps the first line, or a tag that is too wide for it would stand there cut off. */}
        <span className="h-6" />
        {row.tags.map((tag) => (
          <span key={tag.id} className="flex max-w-28 items-center">
            <TagChip tag={tag} />
          </span>
        ))}
      </span>
      {row.assignee ? (
        <Avatar name={row.assignee.name} title={t('list.assignedTo', { name: row.assignee.name })} />
      ) : null}
    </div>
  );
}
