import type { CreateQueue, Queue } from '@diwan/contracts';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useSaveQueue } from '../../../api/routing/queues.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../../ui/forms/form-errors.js';
import { NumberField } from '../../../ui/forms/number-field.js';
import { Radios } from '../../../ui/forms/radios.js';
import { FollowUpFields } from './follow-up-fields.js';
import { TeamsFields } from './teams-fields.js';

const distributions = ['manual', 'assign', 'offer'] as const satisfies readonly Queue['distribution'][];
const minutesOfDay = 1_440;
const fresh: CreateQueue = {
  name: '',
  distribution: 'manual',
  offerSeconds: 20,
  stickyMinutes: 7 * minutesOfDay,
  followUp: 'reopen',
  followUpDays: 14,
  teams: [],
};

/** Who serves a queue that there is changes by staffing, where leads have a say, too. */
export function QueueForm({ queue, onSaved }: { queue: Queue | null; onSaved: () => void }) {
  const t = useTranslate();
  const save = useSaveQueue();
  const fieldErrors = useFieldErrors(save.error);
  const [draft, setDraft] = useState<CreateQueue>(queue ?? fresh);
  const change = (part: Partial<CreateQueue>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <Form
      className="flex flex-col gap-5"
      validationErrors={fieldErrors}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...draft, id: queue?.id }, { onSuccess: onSaved });
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
      <Radios
        label={t('queues.distribution')}
        value={draft.distribution}
        options={distributions.map((id) => ({
          id,
          label: t(`queues.distribution.${id}`),
          hint: t(`queues.distribution.${id}.why`),
        }))}
        onChange={(distribution) => change({ distribution })}
      />
      {draft.distribution === 'offer' ? (
        <NumberField
          label={t('queues.offerSeconds')}
          hint={t('queues.offerSeconds.hint')}
          value={draft.offerSeconds}
          minValue={5}
          maxValue={600}
          onChange={(offerSeconds) => change({ offerSeconds })}
        />
      ) : null}
      {draft.distribution === 'manual' ? null : (
        <NumberField
          label={t('queues.stickyDays')}
          hint={t('queues.stickyDays.hint')}
          value={draft.stickyMinutes / minutesOfDay}
          minValue={0}
          maxValue={365}
          onChange={(days) => change({ stickyMinutes: Math.round(days * minutesOfDay) })}
        />
      )}
      <FollowUpFields draft={draft} onChange={change} />
      {queue ? null : <TeamsFields teams={draft.teams} onChange={(teams) => change({ teams })} />}
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}
