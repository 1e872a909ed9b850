import { useEffect, useState, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { ApiError } from '../api/client.js';
import { useCodeSentence, useTranslate } from '../i18n/intl.js';
import { Bdi } from './bdi.js';
import { Button } from './button.js';

/** True once `milliseconds` have passed: what is quick shows no waiting at all. */
export function useDelayed(milliseconds: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useTranslate();
  const visible = useDelayed(300);
  const slow = useDelayed(3000);
  if (!visible) return <div aria-busy="true" />;
  return (
    <div role="status" aria-busy="true" className="flex w-full flex-col gap-3 p-4">
      <span className={slow ? 'text-ui text-muted' : 'sr-only'}>{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton h-11" />
      ))}
    </div>
  );
}

type Query = { data: unknown; error: unknown; refetch: () => Promise<unknown> };

/** What stands in for a page's content while it is read, or when that failed. */
export function QueryState({ query, rows = 4 }: { query: Query; rows?: number }) {
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return query.data === undefined ? <Loading rows={rows} /> : null;
}

type EmptyProps = { title: string; text?: string; icon?: ReactNode; children?: ReactNode };

export function Empty({ title, text, icon, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      {icon ? <span className="mb-1 text-muted">{icon}</span> : null}
      <p className="text-message font-medium">{title}</p>
      {text ? <p className="max-w-[42ch] text-ui text-muted">{text}</p> : null}
      {children ? <div className="mt-2 flex gap-2">{children}</div> : null}
    </div>
  );
}

/** What went wrong in words, with the request id that finds it in the log. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTranslate();
  const sentence = useProblemSentence();
  const requestId = error instanceof ApiError ? error.problem?.requestId : undefined;
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <TriangleAlert aria-hidden="true" size={22} className="text-danger" />
      <p className="text-message font-medium">{sentence(error)}</p>
      {requestId ? (
        <p className="text-meta text-muted">
          {t('state.requestId')} <Bdi kind="code">{requestId}</Bdi>
        </p>
      ) : null}
      {onRetry ? <Button onPress={onRetry}>{t('action.tryAgain')}</Button> : null}
    </div>
  );
}

/** A sentence for anything thrown by the API client. */
export function useProblemSentence(): (error: unknown) => string {
  const codeSentence = useCodeSentence();
  return (error) => {
    if (!(error instanceof ApiError)) return codeSentence('problem.internal', 'problem.internal');
    const fallback =
      error.status === 403 ? 'problem.forbidden' : error.status === 404 ? 'problem.not_found' : 'problem.internal';
    return codeSentence(`problem.${error.code}`, fallback, error.problem?.params as Record<string, string>);
  };
}
