import type { TicketChat, TicketDetails } from '@diwan/contracts';
import { ticketPriorities } from '@diwan/tickets';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, CircleCheck, Ellipsis, PanelRight, RotateCcw, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { agentsQuery } from '../../api/configuration.js';
import { useMay, useSession } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { useShortcut } from '../../keyboard/use-shortcut.js';
import { OwnLine } from '../../ui/bdi.js';
import { Button, IconButton } from '../../ui/button.js';
import { Menu, type MenuOption } from '../../ui/menu.js';
import { ChannelBadge } from '../../ui/channel-badge.js';
import { PriorityIcon, StatusBadge, StatusIcon } from '../../ui/ticket-badges.js';
import { EscalateDialog } from '../promises/escalate-dialog.js';
import { EscalationBadge } from '../promises/promise-chip.js';
import { PromiseButton } from '../promises/promise-explanation.js';
import { EndChat } from './chat/end-chat.js';
import type { TicketVerbs } from './use-ticket-verbs.js';

type HeaderProps = {
  ticket: TicketDetails;
  verbs: TicketVerbs;
  /** Of a chat ticket, once it is read. */
  chat: TicketChat | undefined;
  contextOpen: boolean;
  onToggleContext: () => void;
  onClose: () => void;
};
const settable = ['open', 'pending', 'on_hold', 'solved'] as const;
const chip =
  'inline-flex min-h-7 items-center gap-1.5 rounded-control border border-control px-2 text-ui text-text hover:bg-subtle whitespace-nowrap';

export function ConversationHeader({ ticket, verbs, chat, contextOpen, onToggleContext, onClose }: HeaderProps) {
  const t = useTranslate();
  const [isEscalating, setEscalating] = useState(false);
  return (
    <header className="flex flex-col gap-1.5 border-b border-border px-4 py-2">
      <div className="flex min-w-0 items-center gap-2">
        <span className="md:hidden">
          <IconButton label={t('conversation.back')} onPress={onClose}>
            <ArrowLeft aria-hidden="true" size={18} className="mirror" />
          </IconButton>
        </span>
        <h2 className="flex min-w-0 grow items-baseline gap-1.5 text-title font-semibold">
          <OwnLine text={ticket.subject || t('ticket.noSubject')} />{' '}
          <bdi dir="ltr" className="shrink-0 font-normal text-muted">
            #{ticket.number}
          </bdi>
        </h2>
        <ChannelBadge channel={ticket.channel} />
        <IconButton label={t('conversation.context')} shortcut="]" pressed={contextOpen} onPress={onToggleContext}>
          <PanelRight aria-hidden="true" size={17} className="mirror" />
        </IconButton>
      </div>
      <div role="toolbar" aria-label={t('conversation.actions')} className="flex flex-wrap items-center gap-2">
        <StatusMenu ticket={ticket} verbs={verbs} />
        <AssignMenu ticket={ticket} verbs={verbs} />
        <PriorityMenu ticket={ticket} verbs={verbs} />
        <EscalationBadge level={ticket.escalationLevel} />
        <PromiseButton ticket={ticket} />
        <span className="grow" />
        <Menu
          label={t('conversation.more')}
          trigger={
            <IconButton label={t('conversation.more')}>
              <Ellipsis aria-hidden="true" size={17} />
            </IconButton>
          }
          options={[
            { id: 'unread', label: t('action.markUnread') },
            ...(ticket.status === 'closed' ? [] : [{ id: 'escalate', label: t('action.escalate') }]),
          ]}
          onAction={(id) => (id === 'escalate' ? setEscalating(true) : verbs.markUnread())}
        />
        {isEscalating ? <EscalateDialog ticket={ticket} onClose={() => setEscalating(false)} /> : null}
        <FinishButton ticket={ticket} verbs={verbs} chat={chat} />
      </div>
    </header>
  );
}

type Part = Pick<HeaderProps, 'ticket' | 'verbs'>;

/** A chat that goes on is ended; solving alone is among the statuses. */
function FinishButton({ ticket, verbs, chat }: Part & Pick<HeaderProps, 'chat'>) {
  const t = useTranslate();
  const solved = ticket.status === 'solved';
  if (ticket.status === 'closed') return null;
  if (chat?.endedAt === null && !solved) return <EndChat ticket={ticket} />;
  return (
    <Button
      size="small"
      look={solved ? 'secondary' : 'primary'}
      onPress={() => verbs.setStatus(solved ? 'open' : 'solved')}
    >
      {solved ? <RotateCcw aria-hidden="true" size={15} /> : <CircleCheck aria-hidden="true" size={15} />}
      {t(solved ? 'action.reopen' : 'action.solve')}
    </Button>
  );
}

function StatusMenu({ ticket, verbs }: Part) {
  const t = useTranslate();
  if (ticket.status === 'closed') return <StatusBadge status="closed" />;
  return (
    <Menu
      label={t('ticket.status')}
      trigger={
        <AriaButton className={chip} aria-label={t('ticket.status.is', { status: t(`status.${ticket.status}`) })}>
          <StatusBadge status={ticket.status} />
        </AriaButton>
      }
      options={settable.map((status) => ({
        id: status,
        label: t(`status.${status}`),
        icon: <StatusIcon status={status} />,
        current: status === ticket.status,
      }))}
      onAction={(id) => {
        const status = settable.find((one) => one === id);
        if (status) verbs.setStatus(status);
      }}
    />
  );
}

function AssignMenu({ ticket, verbs }: Part) {
  const t = useTranslate();
  const me = useSession().agent;
  const mayAssign = useMay('tickets.assign');
  const mayList = useMay('agents.read');
  const [isOpen, setOpen] = useState(false);
  const { data: agents } = useQuery({ ...agentsQuery, enabled: mayList });
  useShortcut('assign', () => setOpen(true));
  const others = agents?.filter(({ active, invited, id }) => active && !invited && id !== me.id) ?? [];
  const options: MenuOption[] = [
    { id: me.id, label: t('assign.me', { name: me.name }), current: ticket.assignee?.id === me.id },
    ...others.map(({ id, name }) => ({ id, label: name, current: ticket.assignee?.id === id })),
    { id: '', label: t('ticket.nobody'), current: ticket.assignee === null },
  ];
  return (
    <Menu
      label={t('ticket.assignee')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <AriaButton
          isDisabled={!mayAssign}
          className={chip}
          aria-label={t('ticket.assignee.is', { name: ticket.assignee?.name ?? t('ticket.nobody') })}
        >
          <UserRound aria-hidden="true" size={14} className="text-muted" />
          <bdi>{ticket.assignee?.name ?? t('ticket.nobody')}</bdi>
        </AriaButton>
      }
      options={options}
      onAction={(id) => {
        const agent = id === me.id ? me : others.find((other) => other.id === id);
        verbs.assign(agent ? { id: agent.id, name: agent.name } : null);
      }}
    />
  );
}

function PriorityMenu({ ticket, verbs }: Part) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  useShortcut('priority', () => setOpen(true));
  return (
    <Menu
      label={t('ticket.priority')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <AriaButton
          className={chip}
          aria-label={t('ticket.priority.is', { priority: t(`priority.${ticket.priority}`) })}
        >
          <PriorityIcon priority={ticket.priority} />
          {t(`priority.${ticket.priority}`)}
        </AriaButton>
      }
      options={ticketPriorities.map((priority) => ({
        id: priority,
        label: t(`priority.${priority}`),
        icon: <PriorityIcon priority={priority} />,
        current: priority === ticket.priority,
      }))}
      onAction={(id) => {
        const priority = ticketPriorities.find((one) => one === id);
        if (priority) verbs.setPriority(priority);
      }}
    />
  );
}
