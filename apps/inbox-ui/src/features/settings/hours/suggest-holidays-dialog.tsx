import type { HolidayCountries, Language } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { holidayCountriesQuery, holidaySuggestionsQuery } from '../../../api/holidays.js';
import { useSession } from '../../../api/session.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { languages } from '../../../i18n/language.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/forms/select.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import type { HolidayDraft } from './hours-draft.js';
import { SuggestionList } from './suggestion-list.js';

type DialogProps = { present: readonly HolidayDraft[]; onAdd: (holidays: HolidayDraft[]) => void; onClose: () => void };

/** Public holidays of a country, for an admin to choose from. They join what is typed, and count when that is saved. */
export function SuggestHolidaysDialog({ onClose, ...props }: DialogProps) {
  const t = useTranslate();
  const query = useQuery(holidayCountriesQuery);
  return (
    <Dialog title={t('hours.suggest')} isOpen wide onClose={onClose}>
      <p className="text-ui text-muted">{t('hours.suggest.text')}</p>
      <QueryState query={query} rows={4} />
      {query.data ? <Choice {...props} known={query.data} onClose={onClose} /> : null}
    </Dialog>
  );
}

type Place = { country: string | null; region: string; years: Years };

function Choice({ known, present, onAdd, onClose }: DialogProps & { known: HolidayCountries }) {
  const t = useTranslate();
  const [place, setPlace] = useState<Place>({ country: known.likely, region: everywhere, years: '1' });
  const from = useToday();
  const country = known.countries.find(({ code }) => code === place.country);
  const names = useCountryNames();
  return (
    <>
      <PlaceFields known={known} place={place} from={from} onChange={setPlace} />
      {country?.isKnown === false ? (
        <Empty
          title={t('hours.suggest.unknown', { country: names.of(country.code) ?? country.code })}
          text={t('hours.suggest.unknown.text')}
        />
      ) : null}
      {country?.isKnown ? (
        <Suggestions
          key={Object.values(place).join(' ')}
          place={{ ...place, country: country.code }}
          from={from}
          present={present}
          onAdd={(added) => {
            onAdd(added);
            onClose();
            showToast({ text: t('hours.suggest.added'), milliseconds: 5000 });
          }}
        />
      ) : null}
    </>
  );
}

type SuggestionsProps = Omit<DialogProps, 'onClose'> & { place: Place & { country: string }; from: string };

function Suggestions({ place: { country, region, years }, from, ...list }: SuggestionsProps) {
  const t = useTranslate();
  const language = useLanguage();
  const query = useQuery(
    holidaySuggestionsQuery({
      country,
      region: region === everywhere ? undefined : region,
      language,
      from,
      years: Number(years),
    }),
  );
  if (!query.data) return <QueryState query={query} rows={6} />;
  if (query.data.length === 0) return <Empty title={t('hours.suggest.none')} />;
  return <SuggestionList suggestions={query.data} {...list} />;
}

type PlaceFieldsProps = {
  known: HolidayCountries;
  place: Place;
  from: string;
  onChange: (place: Place) => void;
};

function PlaceFields({ known, place, from, onChange }: PlaceFieldsProps) {
  const t = useTranslate();
  const format = useFormat();
  const names = useCountryNames();
  const { locale } = useIntl();
  const regions = known.countries.find(({ code }) => code === place.country)?.regions ?? [];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label={t('hours.suggest.country')}
        value={place.country}
        options={known.countries
          .map(({ code }) => ({ id: code, label: names.of(code) ?? code }))
          .toSorted((one, other) => one.label.localeCompare(other.label, locale))}
        onChange={(country) => onChange({ ...place, country, region: everywhere })}
      />
      <Select
        label={t('hours.suggest.until')}
        value={place.years}
        options={yearChoices.map((id) => ({ id, label: format.day(yearsAfter(from, Number(id))) }))}
        onChange={(years) => onChange({ ...place, years })}
      />
      {regions.length > 0 ? (
        <Select
          label={t('hours.suggest.region')}
          value={place.region}
          options={[
            { id: everywhere, label: t('hours.suggest.everywhere') },
            ...regions.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          onChange={(region) => onChange({ ...place, region })}
        />
      ) : null}
    </div>
  );
}

function useLanguage(): Language {
  const { locale } = useIntl();
  return languages.find((language) => locale.startsWith(language)) ?? 'en';
}

function useCountryNames(): Intl.DisplayNames {
  return new Intl.DisplayNames([useLanguage()], { type: 'region' });
}

/** In the organisation's zone. */
function useToday(): string {
  const { timeZone } = useSession().organisation;
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
}

/** No region has this code. */
const everywhere = '*';

const yearChoices = ['1', '2', '3'] as const;
type Years = (typeof yearChoices)[number];

function yearsAfter(date: string, years: number): string {
  const at = new Date(date);
  return new Date(Date.UTC(at.getUTCFullYear() + years, at.getUTCMonth(), at.getUTCDate())).toISOString().slice(0, 10);
}
