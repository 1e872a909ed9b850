import type { SavedBusinessHours } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { businessHoursQuery, useSaveHours } from '../../../api/promises.js';
import { useMay } from '../../../api/session.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { SaveError, useReload } from '../../../ui/forms/save-error.js';
import { QueryState } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { SettingsPage } from '../settings-layout.js';
import { draftOf, requestOf, type HoursDraft } from './hours-draft.js';
import { HoursFields } from './hours-fields.js';
import { HoursPreview } from './hours-preview.js';
import { HoursProblems } from './hours-problems.js';

export function HoursPage() {
  const t = useTranslate();
  const query = useQuery(businessHoursQuery);
  const [round, reload] = useReload(query);
  return (
    <SettingsPage title={t('settings.hours')} text={t('hours.text')} permission="organisation.read">
      <QueryState query={query} rows={7} />
      {query.data ? <HoursForm key={round} saved={query.data} onLoadNewer={reload} /> : null}
    </SettingsPage>
  );
}

function HoursForm({ saved, onLoadNewer }: { saved: SavedBusinessHours; onLoadNewer: () => void }) {
  const t = useTranslate();
  const isDisabled = !useMay('organisation.manage');
  const save = useSaveHours();
  const [seen, setSeen] = useState(saved);
  const [draft, setDraft] = useState(() => draftOf(saved.hours));
  const change = (over: Partial<HoursDraft>) => setDraft((old) => ({ ...old, ...over }));
  return (
    <Form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        const onSuccess = (stored: SavedBusinessHours) => {
          setSeen(stored);
          showToast({ text: t('state.saved'), milliseconds: 3000 });
        };
        save.mutate({ ...requestOf(draft), expected: seen.isDefault ? null : seen.hours }, { onSuccess });
      }}
    >
      {saved.isDefault ? <p className="text-ui text-muted">{t('hours.isDefault')}</p> : null}
      <HoursFields draft={draft} isDisabled={isDisabled} onChange={change} />
      <HoursPreview draft={draft} />
      <HoursProblems error={save.error} draft={draft} />
      <SaveError error={save.error} onLoadNewer={onLoadNewer} />
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
