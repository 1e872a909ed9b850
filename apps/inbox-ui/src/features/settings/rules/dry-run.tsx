import type { RuleDryRun } from '@diwan/contracts';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { differenceSentence } from './difference-sentence.js';
import type { Rule } from './rule-draft.js';
import { useSpeech } from './use-speech.js';

/** What the rules would have made of the newest tickets, in numbers and by name. */
export function DryRun({ result, rules }: { result: RuleDryRun; rules: readonly Rule[] }) {
  const t = useTranslate();
  const { number } = useFormat();
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.name ?? '';
  const queues = result.queues.filter(({ before, after }) => before + after > 0);
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="text-message">
        {t('rules.try.total', { count: result.total })}
      </p>
      {result.total > 0 ? (
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Table
            head={[t('rules.try.rule'), t('rules.try.tickets')]}
            rows={result.rules.map(({ id, count }) => ({ id, name: nameOf(id), cells: [number(count)] }))}
          />
          <Table
            head={[t('context.queue'), t('rules.try.before'), t('rules.try.after')]}
            rows={queues.map(({ id, name, before, after }) => ({
              id,
              name,
              cells: [number(before), before === after ? number(after) : <strong key="after">{number(after)}</strong>],
            }))}
          />
        </div>
      ) : null}
      <Changes changes={result.changes} />
    </div>
  );
}

type Row = { id: string; name: string; cells: ReactNode[] };

function Table({ head: [first, ...others], rows }: { head: [string, ...string[]]; rows: Row[] }) {
  return (
    <table className="w-full text-ui">
      <thead className="text-meta text-muted">
        <tr>
          <th scope="col" className="py-1 text-start font-medium">
            {first}
          </th>
          {others.map((name) => (
            <th key={name} scope="col" className="ps-3 text-end font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, cells }) => (
          <tr key={id} className="border-t border-border align-top">
            <th scope="row" className="py-1 text-start font-normal wrap-anywhere">
              <bdi>{name}</bdi>
            </th>
            {cells.map((cell, index) => (
              <td key={index} className="py-1 ps-3 text-end tabular-nums">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ changes }: Pick<RuleDryRun, 'changes'>) {
  const t = useTranslate();
  const speech = useSpeech();
  if (changes.length === 0) return <p className="text-ui text-muted">{t('rules.try.noChange')}</p>;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-ui font-medium">{t('rules.try.changes')}</h3>
      <ul className="flex flex-col">
        {changes.map(({ number, subject, differences }) => (
          <li key={number} className="border-t border-border py-1.5 text-ui">
            {/* In a tab of its own: the draft stays open. */}
            <Link to={`/inbox/all/c/${number}`} target="_blank">
              <bdi dir="ltr">#{number}</bdi> <bdi>{subject || t('ticket.noSubject')}</bdi>
            </Link>
            <ul className="text-meta text-muted">
              {differences.map((difference) => (
                <li key={difference.of}>{speech ? differenceSentence(difference, speech) : null}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
