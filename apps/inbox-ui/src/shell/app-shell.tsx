import { Menu as MenuIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { SessionContext, useKnownSession } from '../api/session.js';
import { NoticeBell } from '../features/notices/notice-bell.js';
import { Offers } from '../features/presence/offers.js';
import { useTranslate } from '../i18n/intl.js';
import { useShortcut } from '../keyboard/use-shortcut.js';
import { RealtimeProvider } from '../realtime/realtime.js';
import { IconButton } from '../ui/button.js';
import { Banners } from './banners.js';
import { NavRail } from './nav-rail.js';
import { ShortcutSheet } from './shortcut-sheet.js';

export function AppShell() {
  const session = useKnownSession();
  const { pathname, search } = useLocation();
  // Ended elsewhere or expired: drafts are in the browser, so nothing typed is lost.
  if (!session) return <Navigate to={`/login?to=${encodeURIComponent(pathname + search)}`} replace />;
  return (
    <SessionContext value={session}>
      <RealtimeProvider>
        <Frame />
      </RealtimeProvider>
    </SessionContext>
  );
}

function Frame() {
  const t = useTranslate();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [navOpen, setNavOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  useEffect(() => setNavOpen(false), [pathname]);
  useShortcut('help', () => setSheetOpen(true));
  useShortcut('search', () => void navigate('/search')); // navigation reports its own errors
  return (
    <div className="flex h-dvh flex-col">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-bg focus:p-2">
        {t('shell.skip')}
      </a>
      <Banners />
      <div className="flex items-center gap-2 border-b border-border px-2 py-1 sm:hidden">
        <IconButton label={t('shell.menu')} onPress={() => setNavOpen((open) => !open)}>
          <MenuIcon aria-hidden="true" size={18} />
        </IconButton>
        <span className="grow font-semibold">{t('app.name')}</span>
        <NoticeBell />
      </div>
      <div className="relative flex min-h-0 grow">
        <NavRail open={navOpen} onHelp={() => setSheetOpen(true)} />
        <div id="content" tabIndex={-1} className="flex min-w-0 grow outline-none">
          <Outlet />
        </div>
      </div>
      <Offers />
      <ShortcutSheet isOpen={sheetOpen} onClose={() => setSheetOpen(false)} />
    </div>
  );
}
