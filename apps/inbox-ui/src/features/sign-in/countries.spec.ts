import { describe, expect, it } from '@jest/globals';
import { countries, countryDefaults, guessCountry } from './countries.js';

describe('countries', () => {
  it.each(countries)('%s has a time zone that the platform knows and a weekend of ISO weekdays', (country) => {
    const { timeZone, weekStart, weekend } = countryDefaults(country);
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
    expect([weekStart, ...weekend].every((day) => day >= 1 && day <= 7)).toBe(true);
  });

  it.each([
    ['Asia/Tehran', 'en', 'IR'],
    ['Africa/Cairo', 'ar', 'EG'],
    ['Pacific/Auckland', 'fa', 'IR'],
    ['Pacific/Auckland', 'ar', 'SA'],
    ['Pacific/Auckland', 'en', 'GB'],
  ] as const)('guesses from the zone %s and the language %s: %s', (zone, language, expected) => {
    expect(guessCountry(zone, language)).toBe(expected);
  });
});
