import type { Queue } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queuesQuery, teamsQuery } from '../../../api/configuration.js';
import { useDeleteQueue } from '../../../api/routing/queues.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Confirm, Dialog } from '../../../ui/dialog.js';
import { Empty, QueryState, useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { StaffingDialog } from '../../supervise/live/staffing/staffing-dialog.js';
import { SettingsPage } from '../settings-layout.js';
import { QueueForm } from './queue-form.js';
import { SkillsSection } from './skills-section.js';

type Step = { kind: 'form'; queue: Queue | null } | { kind: 'delete' | 'staff'; queue: Queue } | null;

export function QueuesPage() {
  const t = useTranslate();
  const query = useQuery(queuesQuery);
  const remove = useDeleteQueue();
  const sentence = useProblemSentence();
  const [step, setStep] = useState<Step>(null);
  const close = () => setStep(null);
  return (
    <SettingsPage
      title={t('settings.queues')}
      text={t('queues.text')}
      permission="queues.manage"
      actions={
        <Button look="primary" onPress={() => setStep({ kind: 'form', queue: null })}>
          {t('queues.add')}
        </Button>
      }
    >
      <QueryState query={query} rows={3} />
      {query.data?.length === 0 ? <Empty title={t('queues.empty')} /> : null}
      <ul className="flex flex-col gap-2">
        {query.data?.map((queue) => (
          <QueueItem
            key={queue.id}
            queue={queue}
            onStaff={() => setStep({ kind: 'staff', queue })}
            onEdit={() => setStep({ kind: 'form', queue })}
            onDelete={() => setStep({ kind: 'delete', queue })}
          />
        ))}
      </ul>
      <SkillsSection />
      {step?.kind === 'form' ? (
        <Dialog
          title={step.queue ? t('queues.edit', { name: isolated(step.queue.name) }) : t('queues.add')}
          isOpen
          onClose={close}
        >
          <QueueForm queue={step.queue} onSaved={close} />
        </Dialog>
      ) : null}
      {step?.kind === 'staff' ? <StaffingDialog queue={step.queue} onClose={close} /> : null}
      {step?.kind === 'delete' ? (
        <Confirm
          title={t('queues.delete.title', { name: isolated(step.queue.name) })}
          text={t('queues.delete.text')}
          action={t('action.delete')}
          danger
          isOpen
          onClose={close}
          onConfirm={() =>
            remove.mutate(step.queue.id, { onError: (error) => showToast({ text: sentence(error), tone: 'bad' }) })
          }
        />
      ) : null}
    </SettingsPage>
  );
}

type QueueItemProps = { queue: Queue; onStaff: () => void; onEdit: () => void; onDelete: () => void };

function QueueItem({ queue, onStaff, onEdit, onDelete }: QueueItemProps) {
  const t = useTranslate();
  const { data: teams } = useQuery(teamsQuery);
  const names = queue.teams.flatMap(({ teamId }) => {
    const team = teams?.find(({ id }) => id === teamId);
    return team ? isolated(team.name) : [];
  });
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-card border border-border p-3">
      <div className="min-w-48 grow">
        <p className="text-message font-medium">
          <bdi>{queue.name}</bdi>
        </p>
        <p className="text-meta text-muted">
          {t(`queues.distribution.${queue.distribution}`)}
          {' · '}
          {names.length > 0 ? names.join(`${t('list.separator')} `) : t('agents.noTeam')}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onPress={onStaff} aria-label={t('staffing.title', { name: queue.name })}>
          {t('staffing.open')}
        </Button>
        <Button size="small" onPress={onEdit} aria-label={t('queues.edit', { name: queue.name })}>
          {t('action.edit')}
        </Button>
        <Button size="small" onPress={onDelete} aria-label={t('queues.deleteOf', { name: queue.name })}>
          {t('action.delete')}
        </Button>
      </div>
    </li>
  );
}
