import type { TicketChat, TicketDetails } from '@diwan/contracts';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import { contactName } from '../../../i18n/contact-name.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { ownNames } from '../../../i18n/language.js';
import { Avatar } from '../../../ui/avatar.js';
import { Bdi } from '../../../ui/bdi.js';
import { IconButton } from '../../../ui/button.js';
import { PriorityBadge, StatusBadge } from '../../../ui/ticket-badges.js';
import { useNow } from '../../../ui/use-now.js';
import { ChannelBadge } from '../../../ui/channel-badge.js';
import { Property } from './property.js';
import { VisitorSection } from './visitor-section.js';
import { TicketTags } from './ticket-tags.js';

type ContextPanelProps = { ticket: TicketDetails; chat: TicketChat | undefined; onClose: () => void };

/** Beside the conversation where there is room, above it (as a drawer) below 1280 px. */
export function ContextPanel({ ticket, chat, onClose }: ContextPanelProps) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <aside
      aria-label={t('context.label')}
      className="flex w-[320px] max-w-full shrink-0 flex-col gap-5 overflow-y-auto border-s border-border bg-subtle p-4 max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:z-20 max-lg:shadow-overlay"
    >
      <div className="flex items-center gap-3">
        <Avatar name={contactName(ticket.contact, t)} />
        <div className="min-w-0 grow">
          <h2 className="truncate text-message font-semibold">
            <bdi>{contactName(ticket.contact, t)}</bdi>
          </h2>
          <p className="truncate text-meta text-muted">
            {ticket.channel === 'chat' ? (
              <ChannelBadge channel="chat" />
            ) : (
              <Bdi kind="email">{ticket.contact.handle}</Bdi>
            )}
          </p>
        </div>
        <IconButton label={t('context.close')} shortcut="]" onPress={onClose}>
          <X aria-hidden="true" size={16} />
        </IconButton>
      </div>
      <Linked ticket={ticket} />
      {chat ? <VisitorSection chat={chat} /> : null}
      <TicketTags ticket={ticket} />
      <section>
        <h3 className="mb-1.5 text-meta font-semibold text-muted">{t('context.properties')}</h3>
        <dl className="flex flex-col gap-1.5">
          <Property name={t('ticket.status')}>
            <StatusBadge status={ticket.status} />
          </Property>
          <Property name={t('ticket.priority')}>
            <PriorityBadge priority={ticket.priority} />
          </Property>
          <Property name={t('ticket.assignee')}>
            <bdi>{ticket.assignee?.name ?? t('ticket.nobody')}</bdi>
          </Property>
          <Property name={t('context.queue')}>
            <bdi>{ticket.queue.name}</bdi>
          </Property>
          <Property name={t('context.inbox')}>
            <bdi>{ticket.inbox.name}</bdi>
            {ticket.channel === 'chat' ? null : (
              <span className="block truncate text-meta text-muted">
                <Bdi kind="email">{ticket.inbox.address}</Bdi>
              </span>
            )}
          </Property>
          {ticket.language ? <Property name={t('context.language')}>{nameOfLanguage(ticket.language)}</Property> : null}
          <Property name={t('context.created')}>
            <time dateTime={ticket.createdAt} title={format.exact(ticket.createdAt)}>
              {format.dateTime(ticket.createdAt)}
            </time>
          </Property>
          {ticket.solvedAt ? <Property name={t('context.solved')}>{format.dateTime(ticket.solvedAt)}</Property> : null}
          {ticket.reopenCount > 0 ? (
            <Property name={t('context.reopened')}>{format.number(ticket.reopenCount)}</Property>
          ) : null}
        </dl>
      </section>
      <OtherTickets ticket={ticket} />
    </aside>
  );
}

function nameOfLanguage(code: string): string {
  const known = (['en', 'ar', 'fa'] as const).find((language) => code.startsWith(language));
  return known ? ownNames[known] : code;
}

function Linked({ ticket }: { ticket: TicketDetails }) {
  const t = useTranslate();
  const link = (number: number, subject: string) => (
    <Link to={`/inbox/all/c/${number}`}>
      <bdi dir="ltr">#{number}</bdi> <bdi>{subject}</bdi>
    </Link>
  );
  return (
    <>
      {ticket.followUpOf ? (
        <p className="text-ui">
          {t('context.followUpOf')} {link(ticket.followUpOf.number, ticket.followUpOf.subject)}
        </p>
      ) : null}
      {ticket.mayBelongTo ? (
        <div className="rounded-control bg-warn-soft p-3 text-ui">
          <p className="font-medium">
            {t('context.mayBelongTo')} {link(ticket.mayBelongTo.number, ticket.mayBelongTo.subject)}
          </p>
          <p className="text-muted">{t('context.mayBelongTo.why')}</p>
        </div>
      ) : null}
    </>
  );
}

function OtherTickets({ ticket }: { ticket: TicketDetails }) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  return (
    <section>
      <h3 className="mb-1.5 text-meta font-semibold text-muted">{t('context.others')}</h3>
      {ticket.otherTickets.length === 0 ? <p className="text-ui text-muted">{t('context.others.none')}</p> : null}
      <ul className="flex flex-col gap-1">
        {ticket.otherTickets.map((other) => (
          <li key={other.number}>
            <Link
              to={`/inbox/all/c/${other.number}`}
              className="flex flex-col gap-0.5 rounded-control p-2 text-text no-underline hover:bg-sunken"
            >
              <span className="flex min-w-0 gap-1.5">
                <bdi dir="ltr" className="shrink-0 text-muted">
                  #{other.number}
                </bdi>
                <bdi className="truncate">{other.subject || t('ticket.noSubject')}</bdi>
              </span>
              <span className="flex items-center gap-2">
                <StatusBadge status={other.status} />
                <span className="text-meta text-muted">{format.relative(other.lastActivityAt, now)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
