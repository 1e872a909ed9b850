import { describe, expect, it } from '@jest/globals';
import { isCalendarDate } from '@diwan/tickets';
import { listHolidayCountries, suggestHolidays } from './holiday-library.js';

const wish = { language: 'en', from: '2026-11-25', years: 1 } as const;

describe('suggestions', () => {
  it('know Iran in three calendars, in Persian, within twelve months', async () => {
    const days = await suggestHolidays({ ...wish, country: 'IR', language: 'fa' });
    expect(days).toContainEqual({
      date: '2027-03-21',
      name: 'نوروز',
      calendar: 'persian',
      year: 1406,
      month: 1,
      day: 1,
      recurs: true,
      byMoon: false,
    });
    expect(days).toContainEqual(expect.objectContaining({ date: '2027-06-15', name: 'عاشورای حسینی', byMoon: true }));
    expect(days.every(({ date }) => date >= '2026-11-25' && date < '2027-11-26')).toBe(true);
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).toSorted());
    expect(days.some(({ name }) => /[\uFB50-\uFDFF\uFE70-\uFEFF]/.test(name))).toBe(false);
  });

  it.each(['IR', 'SA', 'EG', 'AE'])('of %s are days that business hours may hold', async (country) => {
    const days = await suggestHolidays({ ...wish, country, years: 3 });
    expect(days.length).toBeGreaterThan(5);
    expect(days.filter((day) => !isCalendarDate(day.calendar, day))).toEqual([]);
  });

  it('tell every date of a lunar day that comes twice within a Gregorian year', async () => {
    const days = await suggestHolidays({ ...wish, country: 'IR', from: '2026-01-01' });
    const rajab = days.filter(({ month, day, byMoon }) => byMoon && month === 7 && day === 13);
    expect(rajab.map(({ year, date }) => [year, date])).toEqual([
      [1447, '2026-01-02'],
      [1448, '2026-12-22'],
    ]);
  });

  it('join two holidays of one day', async () => {
    const days = await suggestHolidays({ ...wish, country: 'EG' });
    expect(days.find(({ date }) => date === '2027-01-25')?.name).toBe('National Police Day / Revolution Day 2011');
  });

  it('know what is a holiday in one region only', async () => {
    const names = async (region?: string) =>
      (await suggestHolidays({ ...wish, country: 'DE', ...(region && { region }) })).map(({ name }) => name);
    expect(await names('BY')).toContain('Epiphany');
    expect(await names()).not.toContain('Epiphany');
  });

  it.each(['IQ', 'LB'])('of %s are none', async (country) => {
    expect(await suggestHolidays({ ...wish, country })).toEqual([]);
  });
});

describe('countries', () => {
  it.each([
    ['Asia/Tehran', 'IR', true],
    ['Asia/Riyadh', 'SA', true],
    ['Africa/Cairo', 'EG', true],
    ['Asia/Dubai', 'AE', true],
    ['Asia/Baghdad', 'IQ', false],
    ['Asia/Beirut', 'LB', false],
  ])('%s is in %s, whose holidays are known: %s', async (timeZone, code, isKnown) => {
    const { countries, likely } = await listHolidayCountries(timeZone);
    expect(likely).toBe(code);
    expect(countries.find((each) => each.code === code)).toMatchObject({ isKnown });
  });

  it('is none for a zone that belongs to nobody', async () => {
    expect((await listHolidayCountries('UTC')).likely).toBeNull();
  });
});
