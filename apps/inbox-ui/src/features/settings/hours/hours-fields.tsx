import { useTranslate } from '../../../i18n/intl.js';
import { TimeZoneField } from '../../../ui/forms/conventions-fields.js';
import { HolidaysEditor } from './holidays-editor.js';
import type { HoursDraft } from './hours-draft.js';
import { SeasonsEditor } from './seasons-editor.js';
import { WeekEditor } from './week-editor.js';

type HoursFieldsProps = { draft: HoursDraft; isDisabled?: boolean; onChange: (over: Partial<HoursDraft>) => void };

/** Everything that business hours are made of. */
export function HoursFields({ draft, isDisabled = false, onChange }: HoursFieldsProps) {
  const t = useTranslate();
  return (
    <>
      <section aria-label={t('hours.week')} className="flex flex-col gap-3">
        <h3 className="text-title font-semibold">{t('hours.week')}</h3>
        <TimeZoneField value={draft.timeZone} isDisabled={isDisabled} onChange={(timeZone) => onChange({ timeZone })} />
        <WeekEditor week={draft.week} isDisabled={isDisabled} onChange={(week) => onChange({ week })} />
      </section>
      <SeasonsEditor
        seasons={draft.seasons}
        week={draft.week}
        isDisabled={isDisabled}
        onChange={(seasons) => onChange({ seasons })}
      />
      <HolidaysEditor
        holidays={draft.holidays}
        isDisabled={isDisabled}
        onChange={(holidays) => onChange({ holidays })}
      />
    </>
  );
}
