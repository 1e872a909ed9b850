import type { AuditEntry } from '@diwan/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { auditQuery } from '../../../api/ledgers.js';
import { useCodeSentence, useFormat, useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button } from '../../../ui/button.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { auditDetails, type AuditSpeech } from './audit-details.js';
import { useAuditSpeech } from './use-audit-speech.js';
import { SettingsPage } from '../settings-layout.js';

export function AuditPage() {
  const t = useTranslate();
  const audit = useInfiniteQuery(auditQuery);
  const speech = useAuditSpeech();
  const entries = audit.data?.pages.flatMap((page) => page.items);
  return (
    <SettingsPage title={t('settings.audit')} text={t('audit.text')} permission="audit.read">
      <QueryState query={audit} />
      {entries?.length === 0 ? <Empty title={t('audit.empty')} /> : null}
      <ol aria-label={t('settings.audit')} className="flex flex-col">
        {entries?.map((entry) => (
          <Entry key={entry.id} entry={entry} speech={speech} />
        ))}
      </ol>
      {audit.hasNextPage ? (
        <Button isPending={audit.isFetchingNextPage} onPress={() => void audit.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      ) : null}
    </SettingsPage>
  );
}

function Entry({ entry, speech }: { entry: AuditEntry; speech: AuditSpeech }) {
  const t = useTranslate();
  const format = useFormat();
  const codeSentence = useCodeSentence();
  const details = auditDetails(entry, speech);
  const hasRecord = Object.keys(entry.payload).length > 0;
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-border py-2 sm:grid-cols-[250px_1fr]">
      <time dateTime={entry.at} title={format.exact(entry.at)} className="text-meta text-muted">
        {format.dateTime(entry.at)}
      </time>
      <div className="min-w-0">
        <p className="text-ui">
          <bdi className="font-medium">{entry.actor.name ?? t(`actor.${entry.actor.kind}`)}</bdi>
          {' · '}
          {codeSentence(`audit.${entry.type}`, 'audit.any')}
          {entry.ticketNumber === null ? null : (
            <>
              {' '}
              <bdi dir="ltr">#{entry.ticketNumber}</bdi>
            </>
          )}
        </p>
        {details.length > 0 ? (
          <ul className="flex flex-wrap gap-x-4 text-ui text-muted">
            {details.map((detail) => (
              <li key={detail} className="wrap-anywhere">
                {detail}
              </li>
            ))}
          </ul>
        ) : null}
        {entry.address ? (
          <p className="text-meta text-muted">
            <Bdi kind="code">{entry.address}</Bdi>
          </p>
        ) : null}
        {hasRecord ? (
          <details className="text-meta text-muted">
            <summary className="w-fit cursor-default">{t('audit.record')}</summary>
            <p className="break-all">
              <Bdi kind="code">{JSON.stringify(entry.payload)}</Bdi>
            </p>
          </details>
        ) : null}
      </div>
    </li>
  );
}
