import type { HoursPreview as Preview } from '@diwan/contracts';
import { useState } from 'react';
import { usePreviewHours } from '../../../api/promises.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';
import { minutesOf } from './clock-time.js';
import { requestOf, type HoursDraft } from './hours-draft.js';
import { HoursProblems } from './hours-problems.js';

/** What the hours, saved or not, make of the next seven days and of a promise made now. */
export function HoursPreview({ draft }: { draft: HoursDraft }) {
  const t = useTranslate();
  const format = useFormat();
  const preview = usePreviewHours();
  const [length, setLength] = useState('4:00');
  const minutes = minutesOf(length);
  const { data } = preview;
  return (
    <section aria-label={t('hours.preview')} className="flex flex-col gap-3 rounded-card border border-border p-3">
      <h3 className="text-title font-semibold">{t('hours.preview')}</h3>
      <div className="flex flex-wrap items-end gap-3">
        <Field
          code
          label={t('hours.preview.length')}
          hint={t('hours.length.hint')}
          value={format.digits(length)}
          onChange={setLength}
        />
        <Button
          isPending={preview.isPending}
          isDisabled={!minutes}
          onPress={() => preview.mutate({ hours: requestOf(draft), minutes: minutes ?? 60 })}
        >
          {t('hours.preview.show')}
        </Button>
      </div>
      <HoursProblems error={preview.error} draft={draft} />
      <div role="status" className="flex flex-col gap-2">
        {data ? (
          <p className="text-message">
            {data.dueAt
              ? t('hours.preview.due', { at: format.dateTime(data.at), due: format.dateTime(data.dueAt) })
              : t('hours.preview.never')}
          </p>
        ) : null}
        {data ? <Days days={data.days} /> : null}
      </div>
    </section>
  );
}

function Days({ days }: { days: Preview['days'] }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <ul className="flex flex-col gap-1 text-ui">
      {days.map(({ date, why, name, openings }) => (
        <li key={date} className="flex flex-wrap gap-x-3">
          <span className="min-w-[180px] font-medium">{format.day(date)}</span>
          <span>
            {openings.length === 0
              ? t('hours.closed')
              : openings
                  .map(({ from, to }) => `${format.time(from)}–${format.time(to)}`)
                  .join(`${t('list.separator')} `)}
          </span>
          {why === 'week' ? null : (
            <span className="text-muted">
              {t(`hours.why.${why}`)} <bdi>{name}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
