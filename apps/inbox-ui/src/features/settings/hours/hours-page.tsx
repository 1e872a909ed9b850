import type { SavedBusinessHours } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { businessHoursQuery, useSaveHours } from '../../../api/promises.js';
import { useMay } from '../../../api/session.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { TimeZoneField } from '../../../ui/forms/conventions-fields.js';
import { QueryState } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { SettingsPage } from '../settings-layout.js';
import { HolidaysEditor } from './holidays-editor.js';
import { draftOf, requestOf, type HoursDraft } from './hours-draft.js';
import { HoursPreview } from './hours-preview.js';
import { HoursProblems } from './hours-problems.js';
import { SeasonsEditor } from './seasons-editor.js';
import { WeekEditor } from './week-editor.js';

export function HoursPage() {
  const t = useTranslate();
  const query = useQuery(businessHoursQuery);
  return (
    <SettingsPage title={t('settings.hours')} text={t('hours.text')} permission="organisation.read" wide>
      <QueryState query={query} rows={7} />
      {query.data ? <HoursForm saved={query.data} /> : null}
    </SettingsPage>
  );
}

function HoursForm({ saved }: { saved: SavedBusinessHours }) {
  const t = useTranslate();
  const isDisabled = !useMay('organisation.manage');
  const save = useSaveHours();
  const [draft, setDraft] = useState(() => draftOf(saved.hours));
  const change = (over: Partial<HoursDraft>) => setDraft((old) => ({ ...old, ...over }));
  return (
    <Form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(requestOf(draft), {
          onSuccess: () => showToast({ text: t('state.saved'), milliseconds: 3000 }),
        });
      }}
    >
      {saved.isDefault ? <p className="text-ui text-muted">{t('hours.isDefault')}</p> : null}
      <section aria-label={t('hours.week')} className="flex flex-col gap-3">
        <h3 className="text-title font-semibold">{t('hours.week')}</h3>
        <TimeZoneField value={draft.timeZone} isDisabled={isDisabled} onChange={(timeZone) => change({ timeZone })} />
        <WeekEditor week={draft.week} isDisabled={isDisabled} onChange={(week) => change({ week })} />
      </section>
      <SeasonsEditor
        seasons={draft.seasons}
        week={draft.week}
        isDisabled={isDisabled}
        onChange={(seasons) => change({ seasons })}
      />
      <HolidaysEditor holidays={draft.holidays} isDisabled={isDisabled} onChange={(holidays) => change({ holidays })} />
      <HoursPreview draft={draft} />
      <HoursProblems error={save.error} draft={draft} />
      {isDisabled ? null : (
        <div>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </Form>
  );
}
