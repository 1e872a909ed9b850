import type { Organisation } from '@diwan/contracts';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input, Label } from 'react-aria-components/TextField';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useIntl } from 'react-intl';
import { useTranslate } from '../../i18n/intl.js';
import { Checkbox, inputShape, labelShape } from './field.js';
import { optionShape, popoverShape, Select } from './select.js';

type Conventions = Pick<Organisation, 'calendar' | 'digits' | 'timeZone' | 'weekStart' | 'weekend'>;
type ConventionsFieldsProps = {
  value: Conventions;
  onChange: (change: Partial<Conventions>) => void;
  isDisabled?: boolean;
};

const calendars = ['gregory', 'persian', 'islamic-umalqura'] as const satisfies readonly Organisation['calendar'][];
const digitSystems = ['latn', 'arab', 'arabext'] as const satisfies readonly Organisation['digits'][];
const digitSamples: Record<Organisation['digits'], string> = {
  latn: '0123456789',
  arab: '٠١٢٣٤٥٦٧٨٩',
  arabext: '۰۱۲۳۴۵۶۷۸۹',
};
const isoDays = [1, 2, 3, 4, 5, 6, 7] as const;
/** 5 January 1970 was a Monday. */
const dayNamed = (isoDay: number) => new Date(Date.UTC(1970, 0, 4 + isoDay));

/** Calendar, digits, zone and week, as the whole organisation sees them. */
export function ConventionsFields({ value, onChange, isDisabled = false }: ConventionsFieldsProps) {
  const t = useTranslate();
  const { locale } = useIntl();
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const nameOf = (day: number) => dayName.format(dayNamed(day));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('organisation.calendar')}
          value={value.calendar}
          isDisabled={isDisabled}
          options={calendars.map((id) => ({ id, label: t(`calendar.${id}`) }))}
          onChange={(calendar) => onChange({ calendar })}
        />
        <Select
          label={t('organisation.digits')}
          value={value.digits}
          isDisabled={isDisabled}
          options={digitSystems.map((id) => ({ id, label: digitSamples[id] }))}
          onChange={(digits) => onChange({ digits })}
        />
        <TimeZoneField value={value.timeZone} onChange={(timeZone) => onChange({ timeZone })} isDisabled={isDisabled} />
        <Select
          label={t('organisation.weekStart')}
          value={String(value.weekStart)}
          isDisabled={isDisabled}
          options={isoDays.map((day) => ({ id: String(day), label: nameOf(day) }))}
          onChange={(day) => onChange({ weekStart: Number(day) })}
        />
      </div>
      <div role="group" aria-label={t('organisation.weekend')} className="flex flex-col gap-1.5">
        <span className={labelShape}>{t('organisation.weekend')}</span>
        <div className="flex flex-wrap gap-x-4 gap-y-1.5">
          {isoDays
            .map((day) => ((day + value.weekStart - 2) % 7) + 1)
            .map((day) => (
              <Checkbox
                key={day}
                isDisabled={isDisabled || (value.weekend.length >= 3 && !value.weekend.includes(day))}
                isSelected={value.weekend.includes(day)}
                onChange={(free) =>
                  onChange({ weekend: free ? [...value.weekend, day] : value.weekend.filter((other) => other !== day) })
                }
              >
                {nameOf(day)}
              </Checkbox>
            ))}
        </div>
      </div>
    </>
  );
}

type TimeZoneFieldProps = { value: string; onChange: (zone: string) => void; isDisabled: boolean };

export function TimeZoneField({ value, onChange, isDisabled }: TimeZoneFieldProps) {
  const t = useTranslate();
  const known = Intl.supportedValuesOf('timeZone');
  const zones = (known.includes(value) ? known : [value, ...known]).map((id) => ({ id }));
  return (
    <ComboBox
      defaultItems={zones}
      value={value}
      onChange={(zone) => {
        if (typeof zone === 'string') onChange(zone);
      }}
      isDisabled={isDisabled}
      className="flex flex-col gap-1"
    >
      <Label className={labelShape}>{t('organisation.timeZone')}</Label>
      <Input dir="ltr" className={`${inputShape} text-start`} />
      <Popover className={popoverShape}>
        <ListBox className="max-h-64 outline-none">
          {({ id }: { id: string }) => (
            <ListBoxItem id={id} textValue={id} className={optionShape}>
              <bdi dir="ltr">{id}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
