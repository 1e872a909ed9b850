import type { SlaPolicy } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { inboxesQuery, queuesQuery } from '../../../api/configuration.js';
import { useSavePolicy } from '../../../api/promises.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Checkbox, Field } from '../../../ui/forms/field.js';
import { useFieldErrors } from '../../../ui/forms/form-errors.js';
import { SaveError } from '../../../ui/forms/save-error.js';
import { Select } from '../../../ui/forms/select.js';
import { ConditionsFields } from './conditions-fields.js';
import { draftOf, faultsOf, requestOf, type PolicyDraft } from './policy-draft.js';
import { StepsFields } from './steps-fields.js';
import { TargetsFields } from './targets-fields.js';

const kinds = ['business', 'calendar'] as const;

type PolicyFormProps = { policy: SlaPolicy | null; onSaved: () => void; onLoadNewer: () => void };

export function PolicyForm({ policy, onSaved, onLoadNewer }: PolicyFormProps) {
  const t = useTranslate();
  const save = useSavePolicy();
  const { data: inboxes = [] } = useQuery(inboxesQuery);
  const { data: queues = [] } = useQuery(queuesQuery);
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [faults, setFaults] = useState<string[]>([]);
  const change = (over: Partial<PolicyDraft>) => setDraft((old) => ({ ...old, ...over }));
  return (
    <Form
      className="flex flex-col gap-5"
      validationErrors={useFieldErrors(save.error)}
      onSubmit={(event) => {
        event.preventDefault();
        const found = faultsOf(draft);
        setFaults(found);
        if (found.length === 0) {
          save.mutate({ id: policy?.id, version: policy?.version, ...requestOf(draft) }, { onSuccess: onSaved });
        }
      }}
    >
      <Field
        label={t('field.name')}
        name="name"
        isRequired
        autoFocus
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <ConditionsFields draft={draft} inboxes={inboxes} onChange={change} />
      <Select
        label={t('sla.hours')}
        value={draft.hours}
        options={kinds.map((id) => ({ id, label: t(`sla.hours.${id}`) }))}
        onChange={(hours) => change({ hours })}
      />
      <TargetsFields targets={draft.targets} faults={faults} onChange={(targets) => change({ targets })} />
      <Checkbox isSelected={draft.pauseOnHold} onChange={(pauseOnHold) => change({ pauseOnHold })}>
        {t('sla.pauseOnHold')}
      </Checkbox>
      <StepsFields steps={draft.steps} queues={queues} onChange={(steps) => change({ steps })} />
      {faults.length > 0 ? (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-ui">
          {t('sla.faults')}
        </p>
      ) : null}
      <SaveError error={save.error} onLoadNewer={onLoadNewer} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}
