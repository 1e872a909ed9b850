import { useState } from 'react';
import { useTranslate } from '../../i18n/intl.js';
import { labelShape } from '../../ui/forms/field.js';
import { NumberField } from '../../ui/forms/number-field.js';
import { Select } from '../../ui/forms/select.js';

const units = ['hours', 'days'] as const;
const minutesOf = { hours: 60, days: 1_440 };
const mostDays = 28;

type ClosingFieldProps = { minutes: number; onChange: (minutes: number) => void; isDisabled: boolean };

/** After how long a solved ticket closes by itself: 1 hour to 28 days, in whichever unit is the rounder one. */
export function ClosingField({ minutes, onChange, isDisabled }: ClosingFieldProps) {
  const t = useTranslate();
  const [unit, setUnit] = useState<(typeof units)[number]>(minutes % minutesOf.days === 0 ? 'days' : 'hours');
  const most = unit === 'days' ? mostDays : mostDays * 24;
  return (
    <div role="group" aria-label={t('organisation.closeAfter')} className="flex flex-col gap-1">
      <span className={labelShape}>{t('organisation.closeAfter')}</span>
      <div className="flex gap-2">
        <NumberField
          bare
          label={t('organisation.closeAfter')}
          value={Math.round((minutes / minutesOf[unit]) * 100) / 100}
          minValue={1}
          maxValue={most}
          isDisabled={isDisabled}
          onChange={(value) => onChange(Math.round(value * minutesOf[unit]))}
        />
        <div className="w-32">
          <Select
            bare
            label={t('organisation.closeAfter.unit')}
            value={unit}
            options={units.map((id) => ({ id, label: t(`organisation.closeAfter.${id}`) }))}
            isDisabled={isDisabled}
            onChange={(next) => {
              // The number that is seen stays; what it means changes.
              const nextMost = next === 'days' ? mostDays : mostDays * 24;
              setUnit(next);
              onChange(Math.min(Math.max(1, Math.round(minutes / minutesOf[unit])), nextMost) * minutesOf[next]);
            }}
          />
        </div>
      </div>
      <span className="text-meta text-muted">{t('organisation.closeAfter.hint')}</span>
    </div>
  );
}
