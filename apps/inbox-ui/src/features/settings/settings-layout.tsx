import type { Permission } from '@diwan/contracts';
import type { ReactNode } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useMay, useSession } from '../../api/session.js';
import { useTranslate, type MessageId } from '../../i18n/intl.js';
import { Empty } from '../../ui/states.js';

const pages: { to: string; name: MessageId; permission: Permission | null }[] = [
  { to: 'profile', name: 'settings.profile', permission: null },
  { to: 'organisation', name: 'settings.organisation', permission: 'organisation.manage' },
  { to: 'hours', name: 'settings.hours', permission: 'organisation.manage' },
  { to: 'out-of-hours', name: 'settings.outOfHours', permission: 'organisation.manage' },
  { to: 'sla', name: 'settings.sla', permission: 'queues.manage' },
  { to: 'inboxes', name: 'settings.inboxes', permission: 'inboxes.read' },
  { to: 'widgets', name: 'settings.widgets', permission: 'inboxes.read' },
  { to: 'agents', name: 'settings.agents', permission: 'agents.manage' },
  { to: 'teams', name: 'settings.teams', permission: 'teams.manage' },
  { to: 'queues', name: 'settings.queues', permission: 'queues.manage' },
  { to: 'capacity', name: 'settings.capacity', permission: 'staffing.manage' },
  { to: 'away-reasons', name: 'settings.awayReasons', permission: 'staffing.manage' },
  { to: 'routing-rules', name: 'settings.rules', permission: 'queues.manage' },
  { to: 'tags', name: 'settings.tags', permission: 'queues.manage' },
  { to: 'suspended-mail', name: 'settings.suspendedMail', permission: 'suspended_mail.read' },
  { to: 'audit', name: 'settings.audit', permission: 'audit.read' },
];

export function SettingsLayout() {
  const t = useTranslate();
  const { permissions } = useSession();
  const allowed = pages.filter(({ permission }) => permission === null || permissions.includes(permission));
  return (
    <div className="flex min-w-0 grow max-md:flex-col">
      <nav
        aria-label={t('nav.settings')}
        className="flex shrink-0 gap-0.5 overflow-x-auto border-border p-2 max-md:border-b md:w-[200px] md:flex-col md:border-e"
      >
        <h1 className="px-2 py-2 text-title font-semibold max-md:sr-only">{t('nav.settings')}</h1>
        {allowed.map(({ to, name }) => (
          <NavLink
            key={to}
            to={to}
            className="flex min-h-8 items-center rounded-control px-2 whitespace-nowrap text-text no-underline hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
          >
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <main className="min-w-0 grow overflow-y-auto">
        <Outlet />
      </main>
    </div>
  );
}

type SettingsPageProps = {
  title: string;
  text?: string;
  permission?: Permission;
  actions?: ReactNode;
  children: ReactNode;
};

/** Head and body of one settings page; says who can help where the permission is missing. */
export function SettingsPage({ title, text, permission, actions, children }: SettingsPageProps) {
  const t = useTranslate();
  const allowed = useMay(permission ?? 'tickets.read');
  if (permission && !allowed) return <Empty title={t('state.denied.title')} text={t('state.denied.text')} />;
  return (
    <div className="mx-auto flex max-w-[1080px] flex-col gap-5 p-6">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex max-w-[60ch] flex-col gap-1">
          <h2 className="text-page font-semibold">{title}</h2>
          {text ? <p className="text-ui text-muted">{text}</p> : null}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
