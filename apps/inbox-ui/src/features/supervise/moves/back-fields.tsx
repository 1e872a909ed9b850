import { useSession } from '../../../api/session.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Field } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import { useNow } from '../../../ui/use-now.js';
import { backAtOf, backChoices, type BackDraft } from './back-at.js';

type BackFieldsProps = { back: BackDraft; onChange: (back: BackDraft) => void };

/** "For the next two hours, then back." */
export function BackFields({ back, onChange }: BackFieldsProps) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const { timeZone } = useSession().organisation;
  const backAt = backAtOf(back, now, timeZone);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t('moves.back')}
        value={back.choice}
        options={backChoices.map((id) => ({
          id,
          label: /^\d$/.test(id)
            ? t('moves.back.hours', { hours: Number(id) })
            : t(id === 'at' ? 'moves.back.at' : 'moves.back.never'),
        }))}
        onChange={(choice) => onChange({ ...back, choice })}
        hint={backAt && back.choice !== 'at' ? t('moves.back.when', { time: format.dateTime(backAt) }) : undefined}
      />
      {back.choice === 'at' ? (
        <Field
          label={t('moves.back.time')}
          code
          isRequired
          placeholder="16:30"
          value={back.time}
          onChange={(time) => onChange({ ...back, time })}
          hint={t(backAt ? 'moves.back.when' : 'moves.back.hint', { time: backAt ? format.dateTime(backAt) : '' })}
        />
      ) : null}
    </div>
  );
}
