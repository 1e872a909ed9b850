import type { ExplainedClock, TicketDetails } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import { promisesQuery } from '../../api/promises.js';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { QueryState } from '../../ui/states.js';
import { useNow } from '../../ui/use-now.js';
import { notCounted, whySentence } from './clock-sentences.js';
import { promiseLook, promiseText } from './promise-chip.js';

/** What is due next, and behind it why: every clock of the ticket in sentences. */
export function PromiseButton({ ticket }: { ticket: TicketDetails }) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const { promise } = ticket;
  const look = promise && promiseLook(promise, now);
  const text = promise ? promiseText(promise, { t, format, now }) : t('promise.none');
  return (
    <DialogTrigger>
      <AriaButton
        aria-label={t('promise.whyOf', { text })}
        className={`inline-flex min-h-7 items-center gap-1.5 rounded-control border border-control px-2 text-ui whitespace-nowrap ${look?.className ?? 'text-muted'}`}
      >
        {look ? <look.icon aria-hidden="true" size={14} className="shrink-0" /> : null}
        {text}
      </AriaButton>
      <Popover
        placement="bottom start"
        className="z-40 max-h-[70dvh] w-[min(420px,92vw)] overflow-auto rounded-card border border-border bg-bg shadow-overlay"
      >
        <Dialog className="flex flex-col gap-3 p-4 outline-none">
          <Heading slot="title" className="text-title font-semibold">
            {t('promise.why')}
          </Heading>
          <Clocks number={ticket.number} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Clocks({ number }: { number: number }) {
  const t = useTranslate();
  const query = useQuery({ ...promisesQuery(number), staleTime: 0 });
  const { data } = query;
  return (
    <>
      <QueryState query={query} rows={2} />
      {data?.clocks.length === 0 ? <p className="text-ui text-muted">{t('promise.noClocks')}</p> : null}
      {data?.clocks.map((clock) => (
        <Clock key={`${clock.target}${clock.instance}`} clock={clock} at={new Date(data.at)} />
      ))}
      {data?.policy ? (
        <p className="text-meta text-muted">
          {t('promise.policy')} <bdi>{data.policy.name}</bdi>
        </p>
      ) : null}
    </>
  );
}

function Clock({ clock, at }: { clock: ExplainedClock; at: Date }) {
  const t = useTranslate();
  const format = useFormat();
  const words = { t, format, now: at };
  const lines = notCounted(clock, words);
  return (
    <section className="flex flex-col gap-1">
      <h3 className="flex items-baseline justify-between gap-2 text-ui font-semibold">
        {t(`promise.target.${clock.target}`)}
        <span className="text-meta font-normal text-muted">{t(`promise.state.${clock.state}`)}</span>
      </h3>
      <p className="text-ui">{whySentence(clock, words)}</p>
      {lines.length > 0 ? (
        <details className="text-meta text-muted">
          <summary className="min-h-6 cursor-pointer">{t('promise.notCounted', { count: lines.length })}</summary>
          <ul className="flex list-disc flex-col gap-0.5 ps-4">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {clock.moreClosed ? <li>{t('promise.moreClosed')}</li> : null}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
