import type { Organisation } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { organisationQuery, useUpdateOrganisation } from '../../api/configuration.js';
import { useMay } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { languages, ownNames } from '../../i18n/language.js';
import { Button } from '../../ui/button.js';
import { ConventionsFields } from '../../ui/forms/conventions-fields.js';
import { Checkbox, Field } from '../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../ui/forms/form-errors.js';
import { Select } from '../../ui/forms/select.js';
import { QueryState } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { ClosingField } from './closing-field.js';
import { SettingsPage } from './settings-layout.js';

export function OrganisationPage() {
  const t = useTranslate();
  const query = useQuery(organisationQuery);
  const data = query.data;
  return (
    <SettingsPage title={t('settings.organisation')} text={t('organisation.text')} permission="organisation.read">
      <QueryState query={query} />
      {data ? <OrganisationForm organisation={data} /> : null}
    </SettingsPage>
  );
}

function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const t = useTranslate();
  const mayChange = useMay('organisation.manage');
  const update = useUpdateOrganisation();
  const fieldErrors = useFieldErrors(update.error);
  const [value, setValue] = useState(organisation);
  const change = (over: Partial<Organisation>) => setValue((old) => ({ ...old, ...over }));
  return (
    <Form
      className="flex max-w-[680px] flex-col gap-4"
      validationErrors={fieldErrors}
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate(value, { onSuccess: () => showToast({ text: t('state.saved'), milliseconds: 3000 }) });
      }}
    >
      <Field
        label={t('organisation.name')}
        name="name"
        isRequired
        isDisabled={!mayChange}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <Select
        label={t('language.label')}
        hint={t('organisation.language.hint')}
        value={value.language}
        isDisabled={!mayChange}
        options={languages.map((id) => ({ id, label: ownNames[id] }))}
        onChange={(language) => change({ language })}
      />
      <ConventionsFields value={value} onChange={change} isDisabled={!mayChange} />
      <Checkbox
        isDisabled={!mayChange}
        isSelected={value.acknowledgeNewTickets}
        onChange={(acknowledgeNewTickets) => change({ acknowledgeNewTickets })}
      >
        {t('organisation.acknowledge')}
      </Checkbox>
      <ClosingField
        minutes={value.closeAfterMinutes}
        isDisabled={!mayChange}
        onChange={(closeAfterMinutes) => change({ closeAfterMinutes })}
      />
      <FormError error={update.error} />
      {mayChange ? (
        <div>
          <Button type="submit" look="primary" isPending={update.isPending}>
            {t('action.save')}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}
