import { escalationRoles, slaTargets, ticketPriorities } from '@diwan/tickets';
import { X } from 'lucide-react';
import { useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Checkbox, Field } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import { blankStep, type StepDraft } from './policy-draft.js';

type Named = { id: string; name: string };
type StepsProps = { steps: StepDraft[]; queues: readonly Named[]; onChange: (steps: StepDraft[]) => void };

/** What is done about a clock before and after it is due. */
export function StepsFields({ steps, queues, onChange }: StepsProps) {
  const t = useTranslate();
  return (
    <section aria-label={t('sla.steps')} className="flex flex-col gap-3">
      <h3 className="text-ui font-medium">{t('sla.steps')}</h3>
      {steps.map((step, index) => (
        <StepFields
          key={index}
          step={step}
          queues={queues}
          onChange={(over) => onChange(steps.map((each, at) => (at === index ? { ...each, ...over } : each)))}
          onRemove={() => onChange(steps.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button size="small" onPress={() => onChange([...steps, blankStep])}>
          {t('sla.step.add')}
        </Button>
      </div>
    </section>
  );
}

type StepProps = {
  step: StepDraft;
  queues: readonly Named[];
  onChange: (over: Partial<StepDraft>) => void;
  onRemove: () => void;
};
const moments = ['percent', 'after_due'] as const;

function StepFields({ step, queues, onChange, onRemove }: StepProps) {
  const t = useTranslate();
  return (
    <div className="grid gap-3 rounded-card border border-border p-3 sm:grid-cols-3">
      <Select
        label={t('sla.step.target')}
        value={step.target}
        options={slaTargets.map((id) => ({ id, label: t(`promise.target.${id}`) }))}
        onChange={(target) => onChange({ target })}
      />
      <Select
        label={t('sla.step.when')}
        value={step.at}
        options={moments.map((id) => ({ id, label: t(`sla.step.${id}`) }))}
        onChange={(at) => onChange({ at, amount: at === 'percent' ? '80' : '0:30' })}
      />
      <Field
        code
        isRequired
        label={t(step.at === 'percent' ? 'sla.step.amount.percent' : 'sla.step.amount.time')}
        value={step.amount}
        onChange={(amount) => onChange({ amount })}
      />
      <Select
        label={t('sla.step.raiseTo')}
        value={step.raiseTo ?? 'none'}
        options={[
          { id: 'none' as const, label: t('sla.step.raiseTo.none') },
          ...ticketPriorities.map((id) => ({ id, label: t(`priority.${id}`) })),
        ]}
        onChange={(raiseTo) => onChange({ raiseTo: raiseTo === 'none' ? null : raiseTo })}
      />
      <Select
        label={t('sla.step.queue')}
        value={step.queueId ?? 'none'}
        options={[
          { id: 'none', label: t('sla.step.queue.none') },
          ...queues.map(({ id, name }) => ({ id, label: name })),
        ]}
        onChange={(queueId) => onChange({ queueId: queueId === 'none' ? null : queueId })}
      />
      <div className="flex items-start justify-end">
        <IconButton label={t('sla.step.remove')} onPress={onRemove}>
          <X aria-hidden="true" size={15} />
        </IconButton>
      </div>
      <div
        role="group"
        aria-label={t('sla.step.notify')}
        className="flex flex-wrap items-center gap-x-4 gap-y-1 sm:col-span-3"
      >
        <span className="text-ui text-muted">{t('sla.step.notify')}</span>
        {escalationRoles.map((role) => (
          <Checkbox
            key={role}
            isSelected={step.notify.includes(role)}
            onChange={(isTold) =>
              onChange({ notify: isTold ? [...step.notify, role] : step.notify.filter((each) => each !== role) })
            }
          >
            {t(role === 'assignee' ? 'ticket.assignee' : `role.${role}`)}
          </Checkbox>
        ))}
        <Checkbox isSelected={step.raisesLevel} onChange={(raisesLevel) => onChange({ raisesLevel })}>
          {t('sla.step.raisesLevel')}
        </Checkbox>
      </div>
    </div>
  );
}
