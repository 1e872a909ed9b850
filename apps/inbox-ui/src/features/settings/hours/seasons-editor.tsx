import { X } from 'lucide-react';
import { useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';
import type { SeasonDraft, WeekDraft } from './hours-draft.js';
import { WeekEditor } from './week-editor.js';

type SeasonsProps = {
  seasons: SeasonDraft[];
  /** What a new season begins with. */
  week: WeekDraft;
  onChange: (seasons: SeasonDraft[]) => void;
  isDisabled: boolean;
};

/** Other hours from one date to another: Ramadan, a summer. */
export function SeasonsEditor({ seasons, week, onChange, isDisabled }: SeasonsProps) {
  const t = useTranslate();
  const set = (index: number, over: Partial<SeasonDraft>) =>
    onChange(seasons.map((each, at) => (at === index ? { ...each, ...over } : each)));
  return (
    <section aria-label={t('hours.seasons')} className="flex flex-col gap-3">
      <h3 className="text-title font-semibold">{t('hours.seasons')}</h3>
      <p className="text-ui text-muted">{t('hours.seasons.text')}</p>
      {seasons.map((season, index) => (
        <div key={index} className="flex flex-col gap-3 rounded-card border border-border p-3">
          <div className="flex flex-wrap items-end gap-3">
            <Field
              label={t('field.name')}
              name={`seasons.${index}.name`}
              isRequired
              isDisabled={isDisabled}
              value={season.name}
              onChange={(name) => set(index, { name })}
            />
            {(['from', 'to'] as const).map((end) => (
              <Field
                key={end}
                code
                label={t(`hours.season.${end}`)}
                name={`seasons.${index}.${end}`}
                placeholder="2027-02-08"
                isRequired
                isDisabled={isDisabled}
                value={season[end]}
                onChange={(date) => set(index, { [end]: date })}
              />
            ))}
            {isDisabled ? null : (
              <IconButton
                label={t('hours.remove', { name: season.name })}
                onPress={() => onChange(seasons.filter((_, at) => at !== index))}
              >
                <X aria-hidden="true" size={15} />
              </IconButton>
            )}
          </div>
          <WeekEditor
            week={season.week}
            isDisabled={isDisabled}
            onChange={(changed) => set(index, { week: changed })}
          />
        </div>
      ))}
      {isDisabled ? null : (
        <div>
          <Button size="small" onPress={() => onChange([...seasons, { name: '', from: '', to: '', week }])}>
            {t('hours.season.add')}
          </Button>
        </div>
      )}
    </section>
  );
}
