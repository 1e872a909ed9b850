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

async function requireSignedOut() {
  const { needed } = await queryClient.fetchQuery(setUpQuery);
  if (needed) return redirect('/setup');
  return (await queryClient.ensureQueryData(sessionQuery)) ? redirect('/inbox/mine') : null;
}

function RouteFailure() {
  return <Failure error={useRouteError()} onRetry={() => window.location.reload()} />;
}

const inboxPage = async () => ({ Component: (await import('./features/inbox-list/inbox-page.js')).InboxPage });

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
        path: '/',
        loader: requireSession,
        Component: AppShell,
        children: [
          { index: true, loader: () => redirect('/inbox/mine') },
          { path: 'inbox', loader: () => redirect('/inbox/mine') },
          { path: 'inbox/queue/:queueId', lazy: inboxPage, children: [{ path: 'c/:number', Component: null }] },
          { path: 'inbox/:view', lazy: inboxPage, children: [{ path: 'c/:number', Component: null }] },
          {
            path: 'search',
            lazy: async () => ({ Component: (await import('./features/search/search-page.js')).SearchPage }),
          },
          { path: '*', lazy: async () => ({ Component: (await import('./shell/not-found.js')).NotFound }) },
        ],
      },
    ],
  },
]);
