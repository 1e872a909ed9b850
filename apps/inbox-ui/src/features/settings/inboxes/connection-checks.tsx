import type { ConnectionChecks } from '@diwan/contracts';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useCodeSentence, useTranslate } from '../../../i18n/intl.js';

/** What each server said, in words somebody can act on; the server's own words below. */
export function Checks({ checks }: { checks: ConnectionChecks['checks'] }) {
  const t = useTranslate();
  const codeSentence = useCodeSentence();
  return (
    <ul role="status" aria-label={t('inbox.testResult')} className="flex flex-col gap-2">
      {checks.map((check) => (
        <li
          key={check.server}
          className={`flex items-start gap-2 rounded-control px-3 py-2 text-ui text-text ${check.ok ? 'bg-ok-soft' : 'bg-danger-soft'}`}
        >
          {check.ok ? (
            <CircleCheck aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-ok" />
          ) : (
            <CircleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-danger" />
          )}
          <div className="min-w-0">
            <p>
              <strong>{t(`inbox.${check.server}`)}</strong>
              {': '}
              {check.ok ? t('inbox.testOk') : codeSentence(check.code ?? '', 'channel.other')}
            </p>
            {!check.ok && check.detail ? (
              <p dir="auto" className="text-meta break-words text-muted">
                {check.detail}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
