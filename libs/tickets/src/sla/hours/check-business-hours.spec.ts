import { describe, expect, it } from '@jest/globals';
import { officeHours, open, tehranHours, week } from '../../testing/some-business-hours.js';
import type { BusinessHours, Holiday, HolidayCalendar, Season } from './business-hours.js';
import { checkBusinessHours } from './check-business-hours.js';

const ramadan: Season = { name: 'Ramadan', from: '2026-02-18', to: '2026-03-19', week: officeHours().week };

function holiday(calendar: HolidayCalendar, date: string, year: number | null = null): Holiday {
  const [month, day] = date.split('-').map(Number);
  return { name: date, calendar, month: month ?? NaN, day: day ?? NaN, year, intervals: [] };
}

describe('checkBusinessHours', () => {
  it.each<[string, BusinessHours]>([
    ['office hours', officeHours()],
    ['a lunch and a half Thursday', tehranHours()],
    ['intervals that touch, out of order', officeHours({ week: week({ 1: open('12:00-24:00', '00:00-12:00') }) })],
    ['seasons one after the other', officeHours({ seasons: [{ ...ramadan, from: '2026-03-20', to: '2026-03-20' }, ramadan] })],
    ['a place that opens in one season only', officeHours({ week: week({}), seasons: [ramadan] })],
    ['a short day', officeHours({ holidays: [{ ...holiday('gregory', '12-24'), intervals: open('09:00-12:00') }] })],
  ])('finds nothing wrong with %s', (_, hours) => {
    expect(checkBusinessHours(hours)).toEqual([]);
  }); // prettier-ignore

  it.each<[code: string, path: (string | number)[], hours: BusinessHours]>([
    ['unknown_zone', ['timeZone'], officeHours({ timeZone: 'Mars/Olympus' })],
    ['not_seven_days', ['week'], officeHours({ week: [open('09:00-17:00')] })],
    ['empty_interval', ['week', 0, 1], officeHours({ week: week({ 1: open('09:00-12:00', '13:00-13:00') }) })],
    ['empty_interval', ['week', 6, 0], officeHours({ week: week({ 1: open('09:00-12:00'), 7: open('22:00-06:00') }) })],
    ['out_of_range', ['week', 0, 0], officeHours({ week: week({ 1: open('09:00-24:01') }) })],
    ['out_of_range', ['week', 0, 0], officeHours({ week: week({ 1: [{ fromMinute: 0.5, toMinute: 60 }] }) })],
    ['out_of_range', ['week', 0, 0], officeHours({ week: week({ 1: [{ fromMinute: NaN, toMinute: 60 }] }) })],
    ['overlapping_intervals', ['week', 0, 0], officeHours({ week: week({ 1: open('11:59-17:00', '09:00-12:00') }) })],
    ['overlapping_intervals', ['week', 1, 2], officeHours({ week: week({ 2: open('08:00-18:00', '09:00-10:00', '11:00-12:00') }) })],
    ['impossible_date', ['seasons', 0, 'to'], officeHours({ seasons: [{ ...ramadan, to: '2026-02-30' }] })],
    ['impossible_date', ['seasons', 0, 'from'], officeHours({ seasons: [{ ...ramadan, from: '18.2.2026' }] })],
    ['season_backwards', ['seasons', 0], officeHours({ seasons: [{ ...ramadan, to: '2026-02-17' }] })],
    ['overlapping_seasons', ['seasons', 1], officeHours({ seasons: [ramadan, { ...ramadan, from: ramadan.to, to: '2026-04-01' }] })],
    ['empty_interval', ['seasons', 0, 'week', 0, 0], officeHours({ seasons: [{ ...ramadan, week: week({ 1: open('10:00-10:00') }) }] })],
    ['empty_interval', ['holidays', 0, 'intervals', 0], officeHours({ holidays: [{ ...holiday('gregory', '12-24'), intervals: open('09:00-09:00') }] })],
    ['never_opens', ['week'], officeHours({ week: week({}) })],
  ])('says %s at %p', (code, path, hours) => {
    expect(checkBusinessHours(hours)).toContainEqual({ code, path });
  }); // prettier-ignore

  it('names everything at once', () => {
    const hours = officeHours({ timeZone: '', week: week({}), holidays: [holiday('gregory', '13-01')] });
    expect(checkBusinessHours(hours).map(({ code }) => code)).toEqual([
      'unknown_zone',
      'impossible_date',
      'never_opens',
    ]);
  });

  it.each<[HolidayCalendar, string, number | null, boolean]>([
    ['gregory', '02-29', null, true],
    ['gregory', '02-30', null, false],
    ['gregory', '02-29', 2028, true],
    ['gregory', '02-29', 2026, false],
    ['persian', '12-30', null, true],
    ['persian', '12-30', 1403, true],
    ['persian', '12-30', 1404, false],
    ['persian', '12-30', 1408, true],
    ['persian', '06-31', 1405, true],
    ['persian', '07-31', 1405, false],
    ['persian', '07-31', null, false],
    ['islamic-umalqura', '10-01', 1447, true],
    ['islamic-umalqura', '09-30', 1447, true],
    ['islamic-umalqura', '10-30', 1447, false],
    ['islamic-umalqura', '01-31', null, false],
    ['gregory', '01-00', null, false],
    ['persian', '01-01', 0, false],
    ['persian', '01-01', 1404.5, false],
  ])('in %s finds %s of year %p possible: %p', (calendar, date, year, possible) => {
    const problems = checkBusinessHours(officeHours({ holidays: [holiday(calendar, date, year)] }));
    expect(problems).toEqual(possible ? [] : [{ code: 'impossible_date', path: ['holidays', 0] }]);
  });

  it('knows every day that a calendar has, and for how long each of its years is', () => {
    const longest = { gregory: 31, persian: 31, 'islamic-umalqura': 30 } as const;
    const daysOf = (calendar: HolidayCalendar, year: number) =>
      Array.from({ length: 12 * 31 }, (_, index) => [Math.floor(index / 31) + 1, (index % 31) + 1] as const).filter(
        ([month, day]) =>
          day <= longest[calendar] &&
          checkBusinessHours(officeHours({ holidays: [holiday(calendar, `${month}-${day}`, year)] })).length === 0,
      ).length;
    expect([1402, 1403, 1404, 1407, 1408].map((year) => daysOf('persian', year))).toEqual([365, 366, 365, 365, 366]);
    expect([2027, 2028].map((year) => daysOf('gregory', year))).toEqual([365, 366]);
    for (const year of [1446, 1447, 1448]) expect([354, 355]).toContain(daysOf('islamic-umalqura', year));
  });
});
