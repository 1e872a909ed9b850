/** News about the whole workplace, above everything: offline, live updates paused, a failing inbox, the demo. */
import { useQuery } from '@tanstack/react-query';
import { MailWarning, RefreshCw, WifiOff, type LucideIcon } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Link } from 'react-router';
import { inboxesQuery } from '../api/configuration.js';
import { useMay } from '../api/session.js';
import { useCodeSentence, useTranslate } from '../i18n/intl.js';
import { pollSeconds, useConnectionState } from '../realtime/realtime.js';

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

export function Banners() {
  const t = useTranslate();
  const online = useOnline();
  const connection = useConnectionState();
  const seesInboxes = useMay('inboxes.read');
  const { data: inboxes } = useQuery({ ...inboxesQuery, enabled: seesInboxes });
  const failing = inboxes?.filter(({ health }) => health.state === 'failing') ?? [];
  const notSending = inboxes?.filter(({ sending }) => sending.state === 'failing') ?? [];
  return (
    <div role="status">
      {online ? null : <Banner icon={WifiOff}>{t('banner.offline')}</Banner>}
      {online && connection === 'lost' ? (
        <Banner icon={RefreshCw}>{t('banner.polling', { seconds: pollSeconds })}</Banner>
      ) : null}
      {failing.map(({ id, name, health }) => (
        <FailingInbox key={id} sentence={t('banner.inboxFailing', { name })} code={health.error?.code} />
      ))}
      {notSending.map(({ id, name, sending }) => (
        <FailingInbox key={id} sentence={t('banner.sendingFailing', { name })} code={sending.error?.code} />
      ))}
    </div>
  );
}

/** What does not go, what to do about it, and where. */
function FailingInbox({ sentence, code }: { sentence: string; code: string | undefined }) {
  const t = useTranslate();
  const codeSentence = useCodeSentence();
  return (
    <Banner icon={MailWarning}>
      {sentence} {code ? codeSentence(code, 'channel.other') : null}{' '}
      <Link to="/settings/inboxes" className="font-medium">
        {t('banner.inboxFailing.look')}
      </Link>
    </Banner>
  );
}

function Banner({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <p className="flex items-center gap-2 border-b border-border bg-warn-soft px-4 py-1.5 text-ui text-text">
      <Icon aria-hidden="true" size={16} className="shrink-0 text-warn" />
      <span>{children}</span>
    </p>
  );
}
