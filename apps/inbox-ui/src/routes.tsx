import { createBrowserRouter, redirect, useRouteError } from 'react-router';
import { queryClient } from './api/query-client.js';
import { sessionQuery, setUpQuery } from './api/session.js';
import { AppShell } from './shell/app-shell.js';
import { Failure } from './ui/states.js';

/** Signed in, or on the way to where that can be done. */
async function requireSession({ request }: { request: Request }) {
  if (await queryClient.ensureQueryData(sessionQuery)) return null;
  const { needed } = await queryClient.fetchQuery(setUpQuery);
  const { pathname, search } = new URL(request.url);
  return redirect(needed ? '/setup' : `/login?to=${encodeURIComponent(pathname + search)}`);
}

async function requireSetUpNeeded() {
  const { needed } = await queryClient.fetchQuery(setUpQuery);
  return needed ? null : redirect('/login');
}

async function requireSignedOut() {
  const { needed } = await queryClient.fetchQuery(setUpQuery);
  if (needed) return redirect('/setup');
  return (await queryClient.ensureQueryData(sessionQuery)) ? redirect('/inbox/mine') : null;
}

/** For routes that only redirect, or only name a part of the address that their parent reads. */
function Nothing() {
  return null;
}

function RouteFailure() {
  return <Failure error={useRouteError()} onRetry={() => window.location.reload()} />;
}

const inboxPage = async () => ({ Component: (await import('./features/inbox-list/inbox-page.js')).InboxPage });
const supervise = () => import('./features/supervise/supervise-pages.js');
const settings = () => import('./features/settings/settings-pages.js');

export const router = createBrowserRouter([
  {
    HydrateFallback: () => null,
    ErrorBoundary: RouteFailure,
    children: [
      {
        path: '/login',
        loader: requireSignedOut,
        lazy: async () => ({ Component: (await import('./features/sign-in/sign-in-page.js')).SignInPage }),
      },
      {
        path: '/setup',
        loader: requireSetUpNeeded,
        lazy: async () => ({ Component: (await import('./features/sign-in/set-up-page.js')).SetUpPage }),
      },
      {
        path: '/setup/mailbox',
        loader: requireSession,
        lazy: async () => ({ Component: (await import('./features/sign-in/first-mailbox-page.js')).FirstMailboxPage }),
      },
      {
        path: '/invite/:token',
        lazy: async () => ({ Component: (await import('./features/sign-in/invitation-page.js')).InvitationPage }),
      },
      {
        path: '/',
        loader: requireSession,
        Component: AppShell,
        children: [
          { index: true, loader: () => redirect('/inbox/mine'), Component: Nothing },
          { path: 'inbox', loader: () => redirect('/inbox/mine'), Component: Nothing },
          { path: 'inbox/queue/:queueId', lazy: inboxPage, children: [{ path: 'c/:number', Component: Nothing }] },
          { path: 'inbox/:view', lazy: inboxPage, children: [{ path: 'c/:number', Component: Nothing }] },
          {
            path: 'search',
            lazy: async () => ({ Component: (await import('./features/search/search-page.js')).SearchPage }),
          },
          { path: 'supervise', loader: () => redirect('/supervise/live'), Component: Nothing },
          { path: 'supervise/live', lazy: async () => ({ Component: (await supervise()).LiveBoardPage }) },
          { path: 'supervise/assignments', lazy: async () => ({ Component: (await supervise()).AssignmentsPage }) },
          {
            path: 'settings',
            lazy: async () => ({ Component: (await settings()).SettingsLayout }),
            children: [
              { index: true, loader: () => redirect('/settings/profile'), Component: Nothing },
              { path: 'profile', lazy: async () => ({ Component: (await settings()).ProfilePage }) },
              { path: 'organisation', lazy: async () => ({ Component: (await settings()).OrganisationPage }) },
              { path: 'hours', lazy: async () => ({ Component: (await settings()).HoursPage }) },
              { path: 'out-of-hours', lazy: async () => ({ Component: (await settings()).OutOfHoursPage }) },
              { path: 'sla', lazy: async () => ({ Component: (await settings()).PoliciesPage }) },
              { path: 'inboxes', lazy: async () => ({ Component: (await settings()).InboxesPage }) },
              { path: 'widgets', lazy: async () => ({ Component: (await settings()).WidgetsPage }) },
              { path: 'agents', lazy: async () => ({ Component: (await settings()).AgentsPage }) },
              { path: 'teams', lazy: async () => ({ Component: (await settings()).TeamsPage }) },
              { path: 'queues', lazy: async () => ({ Component: (await settings()).QueuesPage }) },
              { path: 'capacity', lazy: async () => ({ Component: (await settings()).CapacityPage }) },
              { path: 'away-reasons', lazy: async () => ({ Component: (await settings()).AwayReasonsPage }) },
              { path: 'routing-rules', lazy: async () => ({ Component: (await settings()).RulesPage }) },
              { path: 'tags', lazy: async () => ({ Component: (await settings()).TagsPage }) },
              { path: 'suspended-mail', lazy: async () => ({ Component: (await settings()).SuspendedMailPage }) },
              { path: 'audit', lazy: async () => ({ Component: (await settings()).AuditPage }) },
            ],
          },
          { path: '*', lazy: async () => ({ Component: (await import('./shell/not-found.js')).NotFound }) },
        ],
      },
    ],
  },
]);
