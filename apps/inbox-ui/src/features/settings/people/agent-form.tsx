import type { Agent, Invitation } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { teamsQuery, useInviteAgent, useUpdateAgent } from '../../../api/configuration.js';
import { skillsQuery } from '../../../api/routing/skills.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Checkboxes } from '../../../ui/forms/checkboxes.js';
import { Field } from '../../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../../ui/forms/form-errors.js';
import { Select } from '../../../ui/forms/select.js';
import { OwnCapacityFields } from '../staffing/capacity-fields.js';

type Work = Pick<Agent, 'capacity' | 'channelWeights' | 'skillIds'>;
type AgentFormProps = { agent: Agent | null; onSaved: () => void; onInvited: (invitation: Invitation) => void };
const roles = ['agent', 'lead', 'manager', 'admin'] as const satisfies readonly Agent['role'][];

const nobody: Pick<Agent, 'name' | 'email' | 'role' | 'teamIds'> & Work = {
  name: '',
  email: '',
  role: 'agent',
  teamIds: [],
  capacity: null,
  channelWeights: {},
  skillIds: [],
};

/** Invites somebody, or changes who is there. The address cannot be changed: it is how they sign in. */
export function AgentForm({ agent, onSaved, onInvited }: AgentFormProps) {
  const t = useTranslate();
  const initial = agent ?? nobody;
  const { data: teams } = useQuery(teamsQuery);
  const invite = useInviteAgent();
  const update = useUpdateAgent();
  const error = invite.error ?? update.error;
  const fieldErrors = useFieldErrors(error);
  const [name, setName] = useState(initial.name);
  const [email, setEmail] = useState(initial.email);
  const [role, setRole] = useState(initial.role);
  const [teamIds, setTeamIds] = useState(initial.teamIds);
  const [work, setWork] = useState<Work>(initial);
  const submit = () => {
    const { capacity, channelWeights, skillIds } = work;
    const changes = { name, role, teamIds, capacity, channelWeights, skillIds };
    if (agent) update.mutate({ id: agent.id, ...changes }, { onSuccess: onSaved });
    else invite.mutate({ name, email: email.trim(), role, teamIds }, { onSuccess: onInvited });
  };
  return (
    <Form
      className="flex flex-col gap-4"
      validationErrors={fieldErrors}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('field.name')} name="name" isRequired autoFocus value={name} onChange={setName} />
      <Field
        label={t('field.email')}
        name="email"
        type="email"
        code
        isRequired
        isReadOnly={agent !== null}
        value={email}
        onChange={setEmail}
      />
      <Select
        label={t('agents.role')}
        hint={t(`role.${role}.may`)}
        value={role}
        options={roles.map((id) => ({ id, label: t(`role.${id}`) }))}
        onChange={setRole}
      />
      {teams && teams.length > 0 ? (
        <Checkboxes label={t('settings.teams')} options={teams} chosen={teamIds} onChange={setTeamIds} />
      ) : null}
      {agent ? <WorkFields work={work} onChange={setWork} /> : null}
      <FormError error={error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={invite.isPending || update.isPending}>
          {t(agent ? 'action.save' : 'agents.invite')}
        </Button>
      </div>
    </Form>
  );
}

/** What Diwan gives them: nothing to say of somebody who has not come yet. */
function WorkFields({ work, onChange }: { work: Work; onChange: (work: Work) => void }) {
  const t = useTranslate();
  const { data: skills } = useQuery(skillsQuery);
  return (
    <>
      <OwnCapacityFields own={work} onChange={(own) => onChange({ ...work, ...own })} />
      {skills && skills.length > 0 ? (
        <Checkboxes
          label={t('skills.title')}
          options={skills}
          chosen={work.skillIds}
          onChange={(skillIds) => onChange({ ...work, skillIds })}
        />
      ) : null}
    </>
  );
}
