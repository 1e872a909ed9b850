/** The only place that knows date-holidays. It holds some 20 MB and is loaded by the first admin who asks. */
import type { HolidayCountries, SuggestedHoliday, SuggestHolidays } from '@diwan/contracts';
import { dayMs, dayNumberOf, localDateOf } from '@diwan/tickets';
import { holidayName } from './holiday-name.js';
import { suggestionsOf } from './holiday-rule.js';

/** Of which the library knows nothing: where people would look for their own, it is said instead of left out. */
const unknownCountries = {
  'Asia/Kabul': 'AF',
  'Asia/Baghdad': 'IQ',
  'Asia/Amman': 'JO',
  'Asia/Kuwait': 'KW',
  'Asia/Beirut': 'LB',
  'Asia/Muscat': 'OM',
  'Asia/Gaza': 'PS',
  'Asia/Hebron': 'PS',
  'Asia/Qatar': 'QA',
  'Asia/Damascus': 'SY',
  'Asia/Dushanbe': 'TJ',
  'Asia/Aden': 'YE',
} as const;

async function loadHolidays() {
  const { default: Holidays } = await import('date-holidays');
  return Holidays;
}

type Known = { code: string; regions: { code: string; name: string }[]; zones: string[] };
let known: Promise<Known[]> | null = null;

async function readCountries(): Promise<Known[]> {
  const Holidays = await loadHolidays();
  const library = new Holidays();
  return Object.keys(library.getCountries('en')).map((code) => ({
    code,
    regions: Object.entries(library.getStates(code, 'en') ?? {}).map(([region, name]) => ({ code: region, name })),
    zones: new Holidays(code).getTimezones() ?? [],
  }));
}

export async function listHolidayCountries(timeZone: string): Promise<HolidayCountries> {
  const countries = await (known ??= readCountries());
  const unknown = new Map<string, string>(Object.entries(unknownCountries));
  return {
    countries: [
      ...countries.map(({ code, regions }) => ({ code, isKnown: true, regions })),
      ...[...new Set(unknown.values())].map((code) => ({ code, isKnown: false, regions: [] })),
    ],
    likely: countries.find(({ zones }) => zones.includes(timeZone))?.code ?? unknown.get(timeZone) ?? null,
  };
}

/** Public holidays of twelve months or more, each rule once, in the order of dates; none for a country without a list. */
export async function suggestHolidays(wish: SuggestHolidays): Promise<SuggestedHoliday[]> {
  const { country, region = '', language, from, years } = wish;
  const Holidays = await loadHolidays();
  // The zone only decides at which instant a day begins; in this one every day has 24 hours.
  const library = new Holidays(country, region, { languages: [language, 'en'], types: ['public'], timezone: 'UTC' });
  const firstYear = Number(from.slice(0, 4));
  const to = localDateOf((dayNumberOf(from) ?? 0) + Math.round(years * 365.25));
  const listed = Array.from({ length: years + 1 }, (_, index) => library.getHolidays(firstYear + index)).flat();
  const days = listed
    .flatMap(({ date, start, end, name, rule }) =>
      suggestionsOf({
        date: date.slice(0, 10),
        // Some last half a day more; the whole ones are meant.
        days: Math.max(1, Math.floor((end.getTime() - start.getTime()) / dayMs)),
        name: holidayName(name),
        rule,
      }),
    )
    .filter(({ date }) => from <= date && date < to)
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return eachOnce(days);
}

/** What comes again on a known day is told once; two on the same day of a calendar are one with both names. */
function eachOnce(days: readonly SuggestedHoliday[]): SuggestedHoliday[] {
  const found = new Map<string, SuggestedHoliday>();
  for (const day of days) {
    const key = [day.calendar, day.month, day.day, day.recurs && !day.byMoon ? 'every' : day.year].join(' ');
    const same = found.get(key);
    if (!same) found.set(key, day);
    else if (!same.name.split(' / ').includes(day.name))
      found.set(key, { ...same, name: `${same.name} / ${day.name}` });
  }
  return [...found.values()].map((day) => ({ ...day, name: day.name.slice(0, 120) }));
}
