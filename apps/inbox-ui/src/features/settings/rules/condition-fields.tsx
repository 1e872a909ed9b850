import { useQuery } from '@tanstack/react-query';
import { inboxesQuery } from '../../../api/configuration.js';
import { useChannels } from '../../../api/routing/presence.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { TagField } from '../../tags/tag-field.js';
import { languages, ownNames } from '../../../i18n/language.js';
import { Checkboxes } from '../../../ui/forms/checkboxes.js';
import { Field } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import { wrongContact, type PartProps } from './rule-draft.js';

/** What must hold. A choice that is none, of a single kind of channel, is not asked for. */
export function ConditionFields({ draft, onChange }: PartProps) {
  const t = useTranslate();
  const { data: inboxes } = useQuery(inboxesQuery);
  const channels = useChannels();
  return (
    <section aria-label={t('rules.conditions')} className="flex flex-col gap-4 border-t border-border pt-4">
      <div>
        <h3 className="text-message font-semibold">{t('rules.conditions')}</h3>
        <p className="text-meta text-muted">{t('rules.conditions.hint')}</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {channels.length > 1 ? (
          <Checkboxes
            label={t('rules.channels')}
            options={channels.map((id) => ({ id, name: t(`channelKind.${id}`) }))}
            chosen={draft.channels}
            onChange={(chosen) => onChange({ channels: chosen })}
          />
        ) : null}
        <Checkboxes
          label={t('settings.inboxes')}
          options={inboxes ?? []}
          chosen={draft.inboxIds}
          onChange={(inboxIds) => onChange({ inboxIds })}
        />
        <Checkboxes
          label={t('rules.languages')}
          options={languages.map((id) => ({ id, name: ownNames[id] }))}
          chosen={draft.languages}
          onChange={(chosen) => onChange({ languages: chosen })}
        />
        <Field
          label={t('rules.contacts')}
          hint={t('rules.contacts.hint', { example: isolated('@example.com') })}
          rows={3}
          code
          value={draft.contacts}
          validate={(text) => {
            const wrong = wrongContact(text);
            return wrong === undefined ? null : t('rules.contacts.wrong', { text: isolated(wrong) });
          }}
          onChange={(contacts) => onChange({ contacts })}
        />
        <Field
          label={t('rules.words')}
          hint={t('rules.words.hint')}
          rows={3}
          value={draft.words}
          onChange={(words) => onChange({ words })}
        />
        <Select
          label={t('rules.hours')}
          value={draft.hours ?? 'any'}
          options={(['any', 'open', 'closed'] as const).map((id) => ({ id, label: t(`rules.hours.${id}`) }))}
          onChange={(hours) => onChange({ hours: hours === 'any' ? null : hours })}
        />
        <TagField
          label={t('rules.tags')}
          hint={t('rules.tags.hint')}
          chosen={draft.tagIds}
          onChange={(tagIds) => onChange({ tagIds })}
        />
      </div>
    </section>
  );
}
