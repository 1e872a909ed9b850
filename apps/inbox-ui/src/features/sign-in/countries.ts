/** What is sensible in a country: calendar, digits, zone, week (CLDR 48). Proposals of the first-run wizard, all editable. */
import type { Language, Organisation } from '@diwan/contracts';

export type CountryDefaults = Pick<Organisation, 'calendar' | 'digits' | 'timeZone' | 'weekStart' | 'weekend'>;
type Week = Pick<Organisation, 'weekStart' | 'weekend'>;

const saturdayToThursday: Week = { weekStart: 6, weekend: [5] };
const saturdayWeek: Week = { weekStart: 6, weekend: [5, 6] };
const sundayWeek: Week = { weekStart: 7, weekend: [5, 6] };
const mondayWeek: Week = { weekStart: 1, weekend: [6, 7] };

const table = {
  IR: { calendar: 'persian', digits: 'arabext', timeZone: 'Asia/Tehran', ...saturdayToThursday },
  AF: { calendar: 'persian', digits: 'arabext', timeZone: 'Asia/Kabul', weekStart: 6, weekend: [4, 5] },
  SA: { calendar: 'gregory', digits: 'arab', timeZone: 'Asia/Riyadh', ...sundayWeek },
  AE: { calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Dubai', ...mondayWeek },
  QA: { calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Qatar', ...saturdayWeek },
  KW: { calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Kuwait', ...saturdayWeek },
  OM: { calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Muscat', ...saturdayWeek },
  BH: { calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Bahrain', ...saturdayWeek },
  IQ: { calendar: 'gregory', digits: 'arab', timeZone: 'Asia/Baghdad', ...saturdayWeek },
  JO: { calendar: 'gregory', digits: 'arab', timeZone: 'Asia/Amman', ...saturdayWeek },
  EG: { calendar: 'gregory', digits: 'arab', timeZone: 'Africa/Cairo', ...saturdayWeek },
  LB: { calendar: 'gregory', digits: 'arab', timeZone: 'Asia/Beirut', ...mondayWeek },
  MA: { calendar: 'gregory', digits: 'latn', timeZone: 'Africa/Casablanca', ...mondayWeek },
  DZ: { calendar: 'gregory', digits: 'latn', timeZone: 'Africa/Algiers', ...saturdayWeek },
  TN: { calendar: 'gregory', digits: 'latn', timeZone: 'Africa/Tunis', ...mondayWeek },
  GB: { calendar: 'gregory', digits: 'latn', timeZone: 'Europe/London', ...mondayWeek },
  DE: { calendar: 'gregory', digits: 'latn', timeZone: 'Europe/Berlin', ...mondayWeek },
  US: { calendar: 'gregory', digits: 'latn', timeZone: 'America/New_York', weekStart: 7, weekend: [6, 7] },
} as const satisfies Record<string, Omit<CountryDefaults, 'weekend'> & { weekend: readonly number[] }>;

export type Country = keyof typeof table;
export const countries = Object.keys(table) as Country[];

export function countryDefaults(country: Country): CountryDefaults {
  const { weekend, ...rest } = table[country];
  return { ...rest, weekend: [...weekend] };
}

/** The country of the browser's time zone, else one where the language is at home. */
export function guessCountry(timeZone: string, language: Language): Country {
  const byZone = countries.find((country) => table[country].timeZone === timeZone);
  return byZone ?? ({ en: 'GB', ar: 'SA', fa: 'IR' } as const)[language];
}
