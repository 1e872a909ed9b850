import { describe, expect, it } from '@jest/globals';
import { dayOfRule, suggestionsOf } from './holiday-rule.js';

const listed = { days: 1, name: 'A day' };

describe('a rule of a holiday', () => {
  it.each([
    ['12-02', { calendar: 'gregory', month: 12, day: 2 }],
    ['02-22 since 2022', { calendar: 'gregory', month: 2, day: 22 }],
    ['1 Farvardin', { calendar: 'persian', month: 1, day: 1 }],
    ['29 Esfand', { calendar: 'persian', month: 12, day: 29 }],
    ['10 Dhu al-Hijjah P4D', { calendar: 'islamic-umalqura', month: 12, day: 10 }],
    ['3 Jumada al-thani', { calendar: 'islamic-umalqura', month: 6, day: 3 }],
  ])('%s is the same day every year', (rule, day) => {
    expect(dayOfRule(rule)).toEqual(day);
  });

  it.each(['easter -2', 'orthodox 1', 'julian 12-25', '3rd monday in January', '07-04 if sunday then next monday'])(
    '%s is not',
    (rule) => {
      expect(dayOfRule(rule)).toBeNull();
    },
  );
});

describe('suggested days', () => {
  it('are each day of a feast in its calendar, by moon sighting', () => {
    const days = suggestionsOf({ ...listed, date: '2026-03-20', days: 3, rule: '1 Shawwal P3D' });
    expect(days.map(({ date, month, day, year }) => [date, month, day, year])).toEqual([
      ['2026-03-20', 10, 1, 1447],
      ['2026-03-21', 10, 2, 1447],
      ['2026-03-22', 10, 3, 1447],
    ]);
    expect(days.every(({ recurs, byMoon }) => recurs && byMoon)).toBe(true);
  });

  it('do not recur where they are found by easter or by a weekday', () => {
    const [day] = suggestionsOf({ ...listed, date: '2027-05-03', rule: 'orthodox 1' });
    expect(day).toMatchObject({ calendar: 'gregory', year: 2027, month: 5, day: 3, recurs: false, byMoon: false });
  });

  it('do not recur on the thirtieth of a lunar month, which only some years have', () => {
    const days = suggestionsOf({ ...listed, date: '2026-03-19', days: 2, rule: '30 Ramadan P4D' });
    expect(days.map(({ month, day, recurs }) => [month, day, recurs])).toEqual([
      [9, 30, false],
      [10, 1, true],
    ]);
  });

  it('do not recur where the calendar of Diwan has another day than the list', () => {
    const [day] = suggestionsOf({ ...listed, date: '2027-08-03', rule: '30 Safar' });
    expect(day).toMatchObject({ month: 3, day: 1, year: 1449, recurs: false });
  });
});
