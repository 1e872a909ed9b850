/** What may be added to the business hours: public holidays of a country, as a list that somebody confirms. */
import type { HolidayCountries, SuggestedHoliday, SuggestHolidays } from '@diwan/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

export const holidayCountriesQuery = queryOptions({
  queryKey: keys.holidayCountries,
  queryFn: ({ signal }) => request<HolidayCountries>('GET', '/business-hours/holidays/countries', { signal }),
});

export function holidaySuggestionsQuery(wish: SuggestHolidays) {
  const { country, region, language, from, years } = wish;
  const query = new URLSearchParams({ country, language, from, years: String(years) });
  if (region !== undefined) query.set('region', region);
  return queryOptions({
    queryKey: keys.holidaySuggestions(wish),
    queryFn: ({ signal }) =>
      request<SuggestedHoliday[]>('GET', `/business-hours/holidays/suggestions?${query}`, { signal }),
  });
}
