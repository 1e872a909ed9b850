import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { explanationQuery } from '../../../api/messages.js';
import { useCodeSentence, useFormat, useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Dialog } from '../../../ui/dialog.js';
import { QueryState } from '../../../ui/states.js';

/** "Why did it go here": the rules in the order they were tried. */
export function ExplanationDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const t = useTranslate();
  const format = useFormat();
  const codeSentence = useCodeSentence();
  const query = useQuery(explanationQuery(messageId));
  const { data } = query;
  return (
    <Dialog title={t('message.why')} isOpen onClose={onClose} wide>
      <QueryState query={query} rows={3} />
      {data ? (
        <>
          <p className="text-message font-medium">{codeSentence(`outcome.${data.outcome}`, 'outcome.any')}</p>
          <ol className="flex flex-col gap-2">
            {data.steps.map((step, index) => (
              <li key={index} className="flex items-start gap-2 text-ui">
                {step.matched ? (
                  <Check aria-label={t('explanation.matched')} size={16} className="mt-0.5 shrink-0 text-ok" />
                ) : (
                  <Minus aria-label={t('explanation.notMatched')} size={16} className="mt-0.5 shrink-0 text-muted" />
                )}
                <div className="min-w-0">
                  <p className={step.matched ? 'font-medium' : 'text-muted'}>
                    {codeSentence(`rule.${step.rule}`, 'rule.any')}
                  </p>
                  <Params params={step.params} />
                </div>
              </li>
            ))}
          </ol>
          <p className="text-meta text-muted">
            {data.receivedAt ? format.dateTime(data.receivedAt) : null}{' '}
            {data.source ? <Bdi kind="code">{data.source}</Bdi> : null}
          </p>
        </>
      ) : null}
    </Dialog>
  );
}

function Params({ params }: { params: Record<string, unknown> }) {
  const entries = Object.entries(params).filter(([, value]) => value !== null && value !== '');
  if (entries.length === 0) return null;
  return (
    <p className="text-meta break-all text-muted">
      {entries.map(([name, value]) => (
        <bdi key={name} dir="ltr" className="me-3">
          {name}: {typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}
        </bdi>
      ))}
    </p>
  );
}
