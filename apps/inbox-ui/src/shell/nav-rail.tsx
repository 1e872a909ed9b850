import type { TicketCounts } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import {
  ArrowLeftRight,
  CircleCheck,
  CircleDot,
  CircleHelp,
  Gauge,
  Inbox,
  Layers,
  LogOut,
  MailQuestion,
  Search,
  Settings,
  User,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { NavLink, useLocation } from 'react-router';
import { useMay, useSession, useSignOut } from '../api/session.js';
import { countsQuery } from '../api/tickets.js';
import { useFormat, useTranslate } from '../i18n/intl.js';
import { Avatar } from '../ui/avatar.js';
import { OwnLine } from '../ui/bdi.js';
import { IconButton } from '../ui/button.js';
import { NoticeBell } from '../features/notices/notice-bell.js';
import { PresenceControl } from '../features/presence/presence-control.js';
import { ConnectionBadge } from './connection-badge.js';

/** 220 px wide; icons only between 600 and 1280 px; a drawer below. */
export function NavRail({ open, onHelp }: { open: boolean; onHelp: () => void }) {
  const t = useTranslate();
  const { agent } = useSession();
  const signOut = useSignOut();
  const configures = useMay('organisation.manage');
  const { data: counts } = useQuery(countsQuery);
  return (
    <nav
      aria-label={t('nav.label')}
      className={`${open ? 'max-sm:absolute max-sm:inset-y-0 max-sm:start-0 max-sm:z-30 max-sm:w-[240px] max-sm:shadow-overlay' : 'max-sm:hidden'} flex w-[220px] shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-border bg-subtle p-2 sm:max-lg:w-14`}
    >
      <div className="flex items-center gap-2 ps-2 pb-1 max-sm:hidden sm:max-lg:flex-col sm:max-lg:ps-0">
        <p className="flex grow items-center gap-2 py-2 text-title font-semibold">
          <img src="/favicon.svg" alt="" className="size-6" />
          <span className="sm:max-lg:sr-only">{t('app.name')}</span>
        </p>
        <NoticeBell />
      </div>
      <Views counts={counts} />
      <div className="min-h-4 grow" />
      <Supervision />
      <Item to="/search" icon={Search} label={t('nav.search')} />
      {counts?.suspended == null ? null : (
        <Item
          to="/settings/suspended-mail"
          icon={MailQuestion}
          label={t('settings.suspendedMail')}
          count={counts.suspended}
        />
      )}
      <Item
        to={configures ? '/settings' : '/settings/profile'}
        icon={Settings}
        label={t('nav.settings')}
        except="/settings/suspended-mail"
      />
      <ConnectionBadge />
      <PresenceControl />
      <div className="flex items-center gap-1 border-t border-border pt-2 sm:max-lg:flex-col">
        <Avatar name={agent.name} />
        <span title={agent.name} className="ms-1 flex min-w-0 grow text-ui sm:max-lg:sr-only">
          <OwnLine text={agent.name} />
        </span>
        <IconButton label={t('nav.shortcuts')} shortcut="?" onPress={onHelp}>
          <CircleHelp aria-hidden="true" size={17} />
        </IconButton>
        <IconButton label={t('nav.signOut')} onPress={() => signOut.mutate()}>
          <LogOut aria-hidden="true" size={17} className="mirror" />
        </IconButton>
      </div>
    </nav>
  );
}

/** The lists, then the queues. */
function Views({ counts }: { counts: TicketCounts | undefined }) {
  const t = useTranslate();
  const readsAll = useMay('tickets.read_all');
  return (
    <>
      <Item to="/inbox/mine" icon={User} label={t('view.mine')} count={counts?.mine} />
      <Item to="/inbox/unassigned" icon={Inbox} label={t('view.unassigned')} count={counts?.unassigned} />
      <Item to="/inbox/open" icon={CircleDot} label={t('view.open')} count={counts?.open} />
      <Item to="/inbox/solved" icon={CircleCheck} label={t('view.solved')} />
      {readsAll ? <Item to="/inbox/all" icon={Layers} label={t('view.all')} /> : null}
      {counts && counts.queues.length > 0 ? (
        <>
          <h2 className="px-2 pt-4 pb-1 text-meta font-medium text-muted sm:max-lg:sr-only">{t('nav.queues')}</h2>
          {counts.queues.map((queue) => (
            <Item key={queue.id} to={`/inbox/queue/${queue.id}`} icon={Users} label={queue.name} count={queue.open} />
          ))}
        </>
      ) : null}
    </>
  );
}

/** For those who run teams. */
function Supervision() {
  const t = useTranslate();
  const supervises = useMay('presence.manage');
  const moves = useMay('tickets.move');
  return (
    <>
      {supervises ? <Item to="/supervise/live" icon={Gauge} label={t('board.title')} /> : null}
      {moves ? <Item to="/supervise/assignments" icon={ArrowLeftRight} label={t('moves.title')} /> : null}
    </>
  );
}

type ItemProps = {
  to: string;
  icon: LucideIcon;
  label: string;
  count?: number | undefined;
  /** Has an entry of its own. */ except?: string;
};

function Item({ to, icon: Icon, label, count, except }: ItemProps) {
  const format = useFormat();
  const { pathname } = useLocation();
  return (
    <NavLink
      to={to}
      title={label}
      aria-current={pathname === except ? 'false' : 'page'}
      className="relative flex min-h-8 items-center gap-2.5 rounded-control px-2 text-text no-underline hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent sm:max-lg:justify-center"
    >
      <Icon aria-hidden="true" size={17} className="shrink-0" />
      <OwnLine text={label} className="grow sm:max-lg:sr-only" />
      {count ? (
        <span className="text-meta text-muted sm:max-lg:absolute sm:max-lg:end-0 sm:max-lg:top-0 sm:max-lg:rounded-full sm:max-lg:bg-sunken sm:max-lg:px-1 sm:max-lg:text-[10px]">
          {format.count(count)}
        </span>
      ) : null}
    </NavLink>
  );
}
