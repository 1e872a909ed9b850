import type { Inbox } from '@diwan/contracts';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Checkbox, Field, labelShape } from '../../../ui/forms/field.js';
import { TagField } from '../../tags/tag-field.js';
import type { PolicyDraft } from './policy-draft.js';

const channels = ['email', 'chat', 'phone'] as const;
type ConditionsProps = {
  draft: PolicyDraft;
  inboxes: readonly Inbox[];
  onChange: (over: Partial<PolicyDraft>) => void;
};

/** For which tickets the policy holds: all that is given must fit; nothing given: every ticket. */
export function ConditionsFields({ draft, inboxes, onChange }: ConditionsProps) {
  const t = useTranslate();
  const toggled = (ids: readonly string[], id: string, isOn: boolean) =>
    isOn ? [...ids, id] : ids.filter((each) => each !== id);
  return (
    <section aria-label={t('sla.conditions')} className="flex flex-col gap-3">
      <h3 className="text-ui font-medium">{t('sla.conditions')}</h3>
      <p className="text-meta text-muted">{t('sla.conditions.text')}</p>
      <div role="group" aria-label={t('sla.channels')} className="flex flex-wrap gap-x-4 gap-y-1">
        <span className={labelShape}>{t('sla.channels')}</span>
        {channels.map((id) => (
          <Checkbox
            key={id}
            isSelected={draft.channels.includes(id)}
            onChange={(isOn) => onChange({ channels: toggled(draft.channels, id, isOn) })}
          >
            {t(`sla.channel.${id}`)}
          </Checkbox>
        ))}
      </div>
      {inboxes.length > 0 ? (
        <div role="group" aria-label={t('settings.inboxes')} className="flex flex-wrap gap-x-4 gap-y-1">
          <span className={labelShape}>{t('settings.inboxes')}</span>
          {inboxes.map(({ id, name }) => (
            <Checkbox
              key={id}
              isSelected={draft.inboxIds.includes(id)}
              onChange={(isOn) => onChange({ inboxIds: toggled(draft.inboxIds, id, isOn) })}
            >
              <bdi>{name}</bdi>
            </Checkbox>
          ))}
        </div>
      ) : null}
      <TagField label={t('tags.title')} chosen={draft.tagIds} onChange={(tagIds) => onChange({ tagIds })} />
      <div className="grid gap-3 sm:grid-cols-3">
        {(['languages', 'contacts', 'words'] as const).map((name) => (
          <Field
            key={name}
            rows={2}
            label={t(`sla.${name}`)}
            hint={t(`sla.${name}.hint`, { example: isolated('@bank.example') })}
            value={draft[name]}
            onChange={(text) => onChange({ [name]: text })}
          />
        ))}
      </div>
    </section>
  );
}
