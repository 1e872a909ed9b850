import { ticketPriorities } from '@diwan/tickets';
import { useQuery } from '@tanstack/react-query';
import { queuesQuery } from '../../../api/configuration.js';
import { slaPoliciesQuery } from '../../../api/promises.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Select } from '../../../ui/forms/select.js';
import { TagField } from '../../tags/tag-field.js';
import type { PartProps } from './rule-draft.js';
import { SkillFields } from './skill-fields.js';

const unsaid = 'unsaid';

/** What the rule decides; what it says nothing about is left to later rules and to the inbox. */
export function ActionFields({ draft, onChange }: PartProps) {
  const t = useTranslate();
  const { data: queues } = useQuery(queuesQuery);
  const { data: policies } = useQuery(slaPoliciesQuery);
  return (
    <section aria-label={t('rules.actions')} className="flex flex-col gap-4 border-t border-border pt-4">
      <div>
        <h3 className="text-message font-semibold">{t('rules.actions')}</h3>
        <p className="text-meta text-muted">{t('rules.actions.hint')}</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('context.queue')}
          value={draft.queueId ?? unsaid}
          options={[
            { id: unsaid, label: t('rules.saysNothing') },
            ...(queues ?? []).map(({ id, name }) => ({ id, label: name })),
          ]}
          onChange={(id) => onChange({ queueId: id === unsaid ? null : id })}
        />
        <Select
          label={t('ticket.priority')}
          value={draft.priority ?? unsaid}
          options={[
            { id: unsaid, label: t('rules.saysNothing') },
            ...ticketPriorities.map((id) => ({ id, label: t(`priority.${id}`) })),
          ]}
          onChange={(id) => onChange({ priority: id === unsaid ? null : id })}
        />
        <TagField
          label={t('rules.addTags')}
          hint={t('rules.addTags.hint')}
          chosen={draft.addTagIds}
          onChange={(addTagIds) => onChange({ addTagIds })}
        />
        <Select
          label={t('rules.slaPolicy')}
          hint={t('rules.slaPolicy.hint')}
          value={draft.slaPolicyId ?? unsaid}
          options={[
            { id: unsaid, label: t('rules.slaPolicy.first') },
            ...(policies ?? []).map(({ id, name }) => ({ id, label: name })),
          ]}
          onChange={(id) => onChange({ slaPolicyId: id === unsaid ? null : id })}
        />
      </div>
      <SkillFields skills={draft.skills} onChange={(skills) => onChange({ skills })} />
    </section>
  );
}
