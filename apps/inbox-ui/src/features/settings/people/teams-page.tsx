import type { Team } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { queuesQuery, teamsQuery, useSaveTeam } from '../../../api/configuration.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Checkboxes } from '../../../ui/forms/checkboxes.js';
import { Field } from '../../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../../ui/forms/form-errors.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { SettingsPage } from '../settings-layout.js';

export function TeamsPage() {
  const t = useTranslate();
  const query = useQuery(teamsQuery);
  const teams = query.data;
  const { data: queues } = useQuery(queuesQuery);
  const [edited, setEdited] = useState<Team | 'new' | null>(null);
  const nameOf = (id: string) => isolated(queues?.find((queue) => queue.id === id)?.name ?? '');
  return (
    <SettingsPage
      title={t('settings.teams')}
      text={t('teams.text')}
      permission="teams.manage"
      actions={
        <Button look="primary" onPress={() => setEdited('new')}>
          {t('teams.add')}
        </Button>
      }
    >
      <QueryState query={query} rows={3} />
      {teams?.length === 0 ? <Empty title={t('teams.empty')} /> : null}
      <ul className="flex flex-col gap-2">
        {teams?.map((team) => (
          <li key={team.id} className="flex items-center gap-3 rounded-card border border-border p-3">
            <div className="min-w-0 grow">
              <p className="text-message font-medium">
                <bdi>{team.name}</bdi>
              </p>
              <p className="truncate text-meta text-muted">
                {team.queueIds.length > 0
                  ? team.queueIds.map(nameOf).join(`${t('list.separator')} `)
                  : t('teams.noQueue')}
              </p>
            </div>
            <Button size="small" onPress={() => setEdited(team)} aria-label={t('teams.edit', { name: team.name })}>
              {t('action.edit')}
            </Button>
          </li>
        ))}
      </ul>
      {edited ? (
        <Dialog
          title={edited === 'new' ? t('teams.add') : t('teams.edit', { name: edited.name })}
          isOpen
          onClose={() => setEdited(null)}
        >
          <TeamForm team={edited === 'new' ? null : edited} queues={queues ?? []} onSaved={() => setEdited(null)} />
        </Dialog>
      ) : null}
    </SettingsPage>
  );
}

type TeamFormProps = { team: Team | null; queues: { id: string; name: string }[]; onSaved: () => void };

function TeamForm({ team, queues, onSaved }: TeamFormProps) {
  const t = useTranslate();
  const save = useSaveTeam();
  const fieldErrors = useFieldErrors(save.error);
  const [name, setName] = useState(team?.name ?? '');
  const [queueIds, setQueueIds] = useState(team?.queueIds ?? []);
  return (
    <Form
      className="flex flex-col gap-4"
      validationErrors={fieldErrors}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ id: team?.id, name, queueIds }, { onSuccess: onSaved });
      }}
    >
      <Field label={t('field.name')} name="name" isRequired autoFocus value={name} onChange={setName} />
      <Checkboxes label={t('nav.queues')} options={queues} chosen={queueIds} onChange={setQueueIds} />
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}
