import type { Queue, SaveQueue } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { teamsQuery } from '../../../api/configuration.js';
import { useSaveQueue } from '../../../api/routing/queues.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Checkbox, Field, labelShape } from '../../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../../ui/forms/form-errors.js';
import { NumberField } from '../../../ui/forms/number-field.js';
import { Radios } from '../../../ui/forms/radios.js';
import { FollowUpFields } from './follow-up-fields.js';

const distributions = ['manual', 'assign', 'offer'] as const satisfies readonly Queue['distribution'][];
const minutesOfDay = 1_440;
const fresh: SaveQueue = {
  name: '',
  distribution: 'manual',
  offerSeconds: 20,
  stickyMinutes: 7 * minutesOfDay,
  followUp: 'reopen',
  followUpDays: 14,
  teams: [],
};

export function QueueForm({ queue, onSaved }: { queue: Queue | null; onSaved: () => void }) {
  const t = useTranslate();
  const save = useSaveQueue();
  const fieldErrors = useFieldErrors(save.error);
  const [draft, setDraft] = useState<SaveQueue>(queue ?? fresh);
  const change = (part: Partial<SaveQueue>) => setDraft((before) => ({ ...before, ...part }));
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
      <TeamsFields teams={draft.teams} onChange={(teams) => change({ teams })} />
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

type TeamsFieldsProps = { teams: SaveQueue['teams']; onChange: (teams: SaveQueue['teams']) => void };

/** Who serves it at once, and who helps out when somebody has waited for long. */
function TeamsFields({ teams, onChange }: TeamsFieldsProps) {
  const t = useTranslate();
  const { data: all } = useQuery(teamsQuery);
  return (
    <div role="group" aria-label={t('settings.teams')} className="flex flex-col gap-2">
      <span className={labelShape}>{t('settings.teams')}</span>
      <span className="text-meta text-muted">{t('queues.teams.hint')}</span>
      {all?.map(({ id, name }) => {
        const serving = teams.find(({ teamId }) => teamId === id);
        const others = teams.filter(({ teamId }) => teamId !== id);
        return (
          <div key={id} className="flex min-h-8 flex-wrap items-center justify-between gap-2">
            <Checkbox
              isSelected={serving !== undefined}
              onChange={(serves) => onChange(serves ? [...others, { teamId: id, overflowAfterSeconds: 0 }] : others)}
            >
              <bdi>{name}</bdi>
            </Checkbox>
            {serving ? (
              <span className="flex items-center gap-2 text-meta text-muted">
                <span aria-hidden="true">{t('queues.overflow')}</span>
                <span className="w-20">
                  <NumberField
                    bare
                    label={t('queues.overflowOf', { name })}
                    value={serving.overflowAfterSeconds}
                    minValue={0}
                    maxValue={604_800}
                    onChange={(seconds) => onChange([...others, { teamId: id, overflowAfterSeconds: seconds }])}
                  />
                </span>
              </span>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
