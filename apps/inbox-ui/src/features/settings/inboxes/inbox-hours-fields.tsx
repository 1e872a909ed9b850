import { useQuery } from '@tanstack/react-query';
import { businessHoursQuery } from '../../../api/promises.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Checkbox } from '../../../ui/forms/field.js';
import { Radios } from '../../../ui/forms/radios.js';
import { draftOf } from '../hours/hours-draft.js';
import { HoursFields } from '../hours/hours-fields.js';
import { HoursProblems } from '../hours/hours-problems.js';
import type { InboxDraft } from './inbox-draft.js';

type InboxHoursProps = { draft: InboxDraft; error: unknown; onChange: (over: Partial<InboxDraft>) => void };

/** When the inbox is open, and whether it tells so to who writes while it is not. */
export function InboxHoursFields({ draft, error, onChange }: InboxHoursProps) {
  const t = useTranslate();
  const { data: standard } = useQuery(businessHoursQuery);
  const { hours } = draft;
  if (!standard) return null;
  return (
    <section aria-label={t('settings.hours')} className="flex flex-col gap-3 border-t border-border pt-4">
      <Radios
        label={t('settings.hours')}
        value={hours ? 'own' : 'standard'}
        options={(['standard', 'own'] as const).map((id) => ({
          id,
          label: t(`inbox.hours.${id}`),
          hint: t(`inbox.hours.${id}.why`),
        }))}
        // Nobody begins with an empty week: the organisation's is the nearest to what is wanted.
        onChange={(whose) => onChange({ hours: whose === 'own' ? draftOf(standard.hours) : null })}
      />
      {hours ? (
        <div className="flex flex-col gap-5 rounded-card border border-border p-3">
          <HoursFields draft={hours} onChange={(over) => onChange({ hours: { ...hours, ...over } })} />
          <HoursProblems error={error} draft={hours} />
        </div>
      ) : null}
      <div className="flex flex-col gap-0.5">
        <Checkbox
          isSelected={draft.answersOutOfHours}
          onChange={(answersOutOfHours) => onChange({ answersOutOfHours })}
        >
          {t('inbox.answersOutOfHours')}
        </Checkbox>
        <p className="ps-[26px] text-meta text-muted">{t('inbox.answersOutOfHours.hint')}</p>
      </div>
    </section>
  );
}
