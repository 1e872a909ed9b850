import { useSession } from '../../../api/session.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { DateTimeField } from '../../../ui/forms/date-time-field.js';
import { Select } from '../../../ui/forms/select.js';
import { useNow } from '../../../ui/use-now.js';
import { backAtOf, backChoices, type BackDraft } from './back-at.js';

type BackFieldsProps = {
  /** Whether tickets go back, or a person comes back and the tickets with them. */
  kind?: 'move' | 'absence';
  back: BackDraft;
  onChange: (back: BackDraft) => void;
};

/** "For the next two hours, then back." */
export function BackFields({ kind = 'move', back, onChange }: BackFieldsProps) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const { timeZone } = useSession().organisation;
  const backAt = backAtOf(back, now);
  const when = backAt ? t('moves.back.when', { time: format.dateTime(backAt) }) : undefined;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t(kind === 'move' ? 'moves.back' : 'absence.until')}
        value={back.choice}
        options={backChoices.map((id) => ({
          id,
          label: /^\d$/.test(id)
            ? t('moves.back.hours', { hours: Number(id) })
            : t(id === 'at' ? 'moves.back.at' : kind === 'move' ? 'moves.back.never' : 'absence.until.open'),
        }))}
        onChange={(choice) => onChange({ ...back, choice, at: null })}
        hint={back.choice === 'at' ? undefined : when}
      />
      {back.choice === 'at' ? (
        <DateTimeField
          label={t('moves.back.time')}
          timeZone={timeZone}
          onChange={(at) => onChange({ ...back, at })}
          hint={when}
          problem={back.at !== null && backAt === undefined ? t('moves.back.past') : undefined}
        />
      ) : null}
    </div>
  );
}
