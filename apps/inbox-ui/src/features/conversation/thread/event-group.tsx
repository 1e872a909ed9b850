import type { TicketEvent } from '@diwan/contracts';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useCodeSentence, useFormat, useTranslate } from '../../../i18n/intl.js';
import { eventSentence, eventValues } from './event-values.js';

/** Changes between two messages, folded into one line as soon as there are three. */
export function EventGroup({ events }: { events: readonly TicketEvent[] }) {
  const t = useTranslate();
  const [open, setOpen] = useState(events.length < 3);
  return (
    <div className="flex flex-col gap-0.5 self-stretch text-center text-meta text-muted">
      {events.length < 3 ? null : (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen((shown) => !shown)}
          className="inline-flex min-h-6 items-center gap-1 self-center rounded-control px-2 hover:bg-sunken"
        >
          <ChevronRight aria-hidden="true" size={13} className={open ? 'rotate-90' : 'mirror'} />
          {t('thread.changes', { count: events.length })}
        </button>
      )}
      {open ? events.map((event) => <EventLine key={event.id} event={event} />) : null}
    </div>
  );
}

function EventLine({ event }: { event: TicketEvent }) {
  const t = useTranslate();
  const format = useFormat();
  const codeSentence = useCodeSentence();
  return (
    <p>
      {codeSentence(eventSentence(event), 'event.any', eventValues(event, t))}{' '}
      <time dateTime={event.at} title={format.exact(event.at)}>
        {format.time(event.at)}
      </time>
    </p>
  );
}
