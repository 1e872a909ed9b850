import type { Agent, Invitation } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery, teamsQuery, useInviteAgain, useUpdateAgent } from '../../../api/configuration.js';
import { useSession } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Avatar } from '../../../ui/avatar.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { QueryState, useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { useNow } from '../../../ui/use-now.js';
import { AgentForm } from './agent-form.js';
import { DeactivateDialog } from './deactivate-dialog.js';
import { InvitationLink } from './invitation-link.js';
import { SettingsPage } from '../settings-layout.js';

type Step =
  | { kind: 'form'; agent: Agent | null }
  | { kind: 'link'; invitation: Invitation }
  | { kind: 'deactivate'; agent: Agent }
  | null;

export function AgentsPage() {
  const t = useTranslate();
  const query = useQuery(agentsQuery);
  const agents = query.data;
  const inviteAgain = useInviteAgain();
  const update = useUpdateAgent();
  const sentence = useProblemSentence();
  const [step, setStep] = useState<Step>(null);
  const close = () => setStep(null);
  const onError = (failure: unknown) => showToast({ text: sentence(failure), tone: 'bad' });
  const showLink = (invitation: Invitation) => setStep({ kind: 'link', invitation });
  return (
    <SettingsPage
      title={t('settings.agents')}
      permission="agents.manage"
      actions={
        <Button look="primary" onPress={() => setStep({ kind: 'form', agent: null })}>
          <UserPlus aria-hidden="true" size={16} />
          {t('agents.invite')}
        </Button>
      }
    >
      <QueryState query={query} rows={4} />
      <ul className="flex flex-col gap-2">
        {agents?.map((agent) => (
          <AgentItem
            key={agent.id}
            agent={agent}
            onEdit={() => setStep({ kind: 'form', agent })}
            onInviteAgain={() => inviteAgain.mutate(agent.id, { onSuccess: showLink, onError })}
            onDeactivate={() => setStep({ kind: 'deactivate', agent })}
            onActivate={() => update.mutate({ id: agent.id, active: true }, { onError })}
          />
        ))}
      </ul>
      {step?.kind === 'form' ? (
        <Dialog
          title={step.agent ? t('agents.edit', { name: step.agent.name }) : t('agents.invite')}
          isOpen
          onClose={close}
        >
          <AgentForm agent={step.agent} onSaved={close} onInvited={showLink} />
        </Dialog>
      ) : null}
      {step?.kind === 'link' ? (
        <Dialog title={t('agents.link.title')} isOpen onClose={close}>
          <InvitationLink invitation={step.invitation} />
        </Dialog>
      ) : null}
      {step?.kind === 'deactivate' ? <DeactivateDialog agent={step.agent} onClose={close} /> : null}
    </SettingsPage>
  );
}

function stateOf({ active, invited }: Agent): 'active' | 'invited' | 'inactive' {
  if (!active) return 'inactive';
  return invited ? 'invited' : 'active';
}

type AgentItemProps = {
  agent: Agent;
  onEdit: () => void;
  onInviteAgain: () => void;
  onDeactivate: () => void;
  onActivate: () => void;
};

function AgentItem({ agent, onEdit, onInviteAgain, onDeactivate, onActivate }: AgentItemProps) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const me = useSession().agent.id;
  const { data: teams } = useQuery(teamsQuery);
  const own = teams?.filter(({ id }) => agent.teamIds.includes(id)).map(({ name }) => isolated(name)) ?? [];
  const state = stateOf(agent);
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-card border border-border p-3">
      <Avatar name={agent.name} />
      <div className="min-w-40 grow">
        <p className="text-message font-medium">
          <bdi>{agent.name}</bdi>
        </p>
        <p className="truncate text-meta text-muted">
          <Bdi kind="email">{agent.email}</Bdi>
        </p>
      </div>
      <div className="min-w-40 text-ui">
        <p>{t(`role.${agent.role}`)}</p>
        <p className="text-meta text-muted">
          {own.length > 0 ? own.join(`${t('list.separator')} `) : t('agents.noTeam')}
        </p>
      </div>
      <p className="min-w-32 text-meta text-muted">
        {t(`agents.state.${state}`)}
        {agent.lastSeenAt ? ` · ${format.relative(agent.lastSeenAt, now)}` : ''}
      </p>
      <div className="flex gap-2">
        {state === 'invited' ? (
          <Button size="small" onPress={onInviteAgain} aria-label={t('agents.inviteAgain.of', { name: agent.name })}>
            {t('agents.inviteAgain')}
          </Button>
        ) : null}
        <Button size="small" onPress={onEdit} aria-label={t('agents.edit', { name: agent.name })}>
          {t('action.edit')}
        </Button>
        {agent.id === me ? null : (
          <Button
            size="small"
            onPress={agent.active ? onDeactivate : onActivate}
            aria-label={t(agent.active ? 'agents.deactivate.of' : 'agents.activate.of', { name: agent.name })}
          >
            {t(agent.active ? 'agents.deactivate' : 'agents.activate')}
          </Button>
        )}
      </div>
    </li>
  );
}
