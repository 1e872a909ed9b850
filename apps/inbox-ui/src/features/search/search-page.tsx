import { paragraphDirection } from '@diwan/tickets';
import type { SearchHit } from '@diwan/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { Link, useSearchParams } from 'react-router';
import { searchQuery } from '../../api/tickets.js';
import { contactName } from '../../i18n/contact-name.js';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { inputShape } from '../../ui/forms/field.js';
import { Empty, Failure, Loading } from '../../ui/states.js';
import { StatusBadge } from '../../ui/ticket-badges.js';
import { useNow } from '../../ui/use-now.js';
import { excerptParts } from './excerpt.js';

export function SearchPage() {
  const t = useTranslate();
  const [params, setParams] = useSearchParams();
  const q = params.get('q')?.trim() ?? '';
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    document.title = `${t('nav.search')} · Diwan`;
  }, [t]);
  return (
    <main className="flex min-w-0 grow flex-col overflow-y-auto">
      <div className="mx-auto flex w-full max-w-[760px] flex-col gap-4 p-4">
        <h1 className="text-page font-semibold">{t('nav.search')}</h1>
        <SearchField
          aria-label={t('search.label')}
          value={text}
          onChange={setText}
          onSubmit={(wanted) => setParams(wanted.trim() ? { q: wanted.trim() } : {})}
          autoFocus
          className="relative"
        >
          <Search aria-hidden="true" size={16} className="absolute inset-y-0 start-2.5 my-auto text-muted" />
          <Input
            dir="auto"
            placeholder={t('search.placeholder')}
            className={`${inputShape} min-h-10 ps-9 [&::-webkit-search-cancel-button]:hidden`}
          />
        </SearchField>
        {q === '' ? <Empty title={t('search.start.title')} text={t('search.start.text')} /> : <Results q={q} />}
      </div>
    </main>
  );
}

function Results({ q }: { q: string }) {
  const t = useTranslate();
  const results = useInfiniteQuery(searchQuery(q));
  if (results.isError) return <Failure error={results.error} onRetry={() => void results.refetch()} />;
  if (!results.data) return <Loading rows={4} />;
  const hits = results.data.pages.flatMap((page) => page.items);
  if (hits.length === 0) return <Empty title={t('search.none.title')} text={t('search.none.text')} />;
  return (
    <>
      <ul aria-label={t('search.results')} className="flex flex-col gap-2">
        {hits.map((hit) => (
          <Hit key={`${hit.ticket.number}-${hit.seq}`} hit={hit} />
        ))}
      </ul>
      {results.hasNextPage ? (
        <Button isPending={results.isFetchingNextPage} onPress={() => void results.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      ) : null}
    </>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const { ticket } = hit;
  return (
    <li>
      <Link
        to={`/inbox/${ticket.status === 'solved' || ticket.status === 'closed' ? 'solved' : 'open'}/c/${ticket.number}?m=${hit.seq}`}
        className="flex flex-col gap-1 rounded-card border border-border p-3 text-text no-underline hover:bg-subtle"
      >
        <span className="flex items-center gap-2">
          <bdi className="min-w-0 truncate font-semibold">{ticket.subject || t('ticket.noSubject')}</bdi>
          <bdi dir="ltr" className="text-muted">
            #{ticket.number}
          </bdi>
          <span className="grow" />
          <StatusBadge status={ticket.status} />
        </span>
        <span dir={paragraphDirection(hit.excerpt)} className="text-lines line-clamp-3 text-start text-ui">
          {excerptParts(hit.excerpt).map(({ text, found }, index) =>
            found ? (
              <mark key={index} className="rounded-[3px] bg-warn-soft px-0.5 font-medium text-text">
                {text}
              </mark>
            ) : (
              <span key={index}>{text}</span>
            ),
          )}
        </span>
        <span className="flex gap-2 text-meta text-muted">
          <bdi>{contactName(ticket.contact, t)}</bdi>
          <time dateTime={hit.at} title={format.exact(hit.at)}>
            {format.short(hit.at, now)}
          </time>
        </span>
      </Link>
    </li>
  );
}
