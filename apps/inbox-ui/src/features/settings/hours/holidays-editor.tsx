import type { BusinessHours } from '@diwan/contracts';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useSession } from '../../../api/session.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import type { HolidayDraft } from './hours-draft.js';
import { IntervalsEditor } from './intervals-editor.js';
import { SuggestHolidaysDialog } from './suggest-holidays-dialog.js';

type Calendar = BusinessHours['holidays'][number]['calendar'];
const calendars = ['gregory', 'persian', 'islamic-umalqura'] as const satisfies readonly Calendar[];
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** Names of months in the language of the screen, found by looking through somewhat more than a year. */
function monthNames(locale: string, calendar: Calendar): string[] {
  const language = locale.split('-u-')[0] ?? 'en';
  const numbers = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { month: 'numeric', timeZone: 'UTC' });
  const names = new Intl.DateTimeFormat(`${language}-u-ca-${calendar}`, { month: 'long', timeZone: 'UTC' });
  const found: string[] = [];
  for (let day = 0; day < 400; day += 9) {
    const at = Date.UTC(2026, 0, 1 + day);
    found[Number(numbers.format(at))] = names.format(at);
  }
  return found;
}

type HolidaysProps = {
  holidays: HolidayDraft[];
  onChange: (holidays: HolidayDraft[]) => void;
  isDisabled: boolean;
};

/** Days of three calendars, every year or once, closed or short. */
export function HolidaysEditor({ holidays, onChange, isDisabled }: HolidaysProps) {
  const t = useTranslate();
  const { calendar } = useSession().organisation;
  const [isSuggesting, setSuggesting] = useState(false);
  const blank: HolidayDraft = { name: '', calendar, month: 1, day: '1', year: '', intervals: [] };
  return (
    <section aria-label={t('hours.holidays')} className="flex flex-col gap-3">
      <h3 className="text-title font-semibold">{t('hours.holidays')}</h3>
      <p className="text-ui text-muted">{t('hours.holidays.text')}</p>
      {holidays.map((holiday, index) => (
        <HolidayRow
          key={index}
          path={`holidays.${index}`}
          holiday={holiday}
          isDisabled={isDisabled}
          onChange={(changed) => onChange(holidays.map((each, at) => (at === index ? changed : each)))}
          onRemove={() => onChange(holidays.filter((_, at) => at !== index))}
        />
      ))}
      {isDisabled ? null : (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onPress={() => onChange([...holidays, blank])}>
            {t('hours.holiday.add')}
          </Button>
          <Button size="small" onPress={() => setSuggesting(true)}>
            {t('hours.suggest')}
          </Button>
        </div>
      )}
      {isSuggesting ? (
        <SuggestHolidaysDialog
          present={holidays}
          onAdd={(added) => onChange([...holidays, ...added])}
          onClose={() => setSuggesting(false)}
        />
      ) : null}
    </section>
  );
}

type RowProps = {
  path: string;
  holiday: HolidayDraft;
  onChange: (holiday: HolidayDraft) => void;
  onRemove: () => void;
  isDisabled: boolean;
};

function HolidayRow({ path, holiday, onChange, onRemove, isDisabled }: RowProps) {
  const t = useTranslate();
  const { digits } = useFormat();
  const names = monthNames(useIntl().locale, holiday.calendar);
  const set = (over: Partial<HolidayDraft>) => onChange({ ...holiday, ...over });
  return (
    <div className="flex flex-wrap items-end gap-3 rounded-card border border-border p-3">
      <Field
        label={t('field.name')}
        name={`${path}.name`}
        isRequired
        isDisabled={isDisabled}
        value={holiday.name}
        onChange={(name) => set({ name })}
      />
      <Select
        label={t('organisation.calendar')}
        value={holiday.calendar}
        isDisabled={isDisabled}
        options={calendars.map((id) => ({ id, label: t(`calendar.${id}`) }))}
        onChange={(calendar) => set({ calendar })}
      />
      <Field
        label={t('hours.holiday.day')}
        name={`${path}.day`}
        code
        isRequired
        isDisabled={isDisabled}
        value={digits(holiday.day)}
        onChange={(day) => set({ day })}
      />
      <Select
        label={t('hours.holiday.month')}
        value={String(holiday.month)}
        isDisabled={isDisabled}
        options={months.map((month) => ({ id: String(month), label: names[month] ?? String(month) }))}
        onChange={(month) => set({ month: Number(month) })}
      />
      <Field
        label={t('hours.holiday.year')}
        name={`${path}.year`}
        code
        isDisabled={isDisabled}
        value={digits(holiday.year)}
        onChange={(year) => set({ year })}
      />
      <IntervalsEditor
        name={holiday.name || t('hours.holidays')}
        intervals={holiday.intervals}
        isDisabled={isDisabled}
        onChange={(intervals) => set({ intervals })}
      />
      {isDisabled ? null : (
        <IconButton label={t('hours.remove', { name: holiday.name })} onPress={onRemove}>
          <X aria-hidden="true" size={15} />
        </IconButton>
      )}
    </div>
  );
}
