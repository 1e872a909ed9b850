import type { SuggestedHoliday } from '@diwan/contracts';
import { describe, expect, it } from '@jest/globals';
import type { HolidayDraft } from './hours-draft.js';
import { draftsOf, isPresent, shifted } from './suggested-holidays.js';

const eid: SuggestedHoliday = {
  date: '2027-03-09',
  name: 'عید سعید فطر',
  calendar: 'islamic-umalqura',
  year: 1448,
  month: 10,
  day: 1,
  recurs: true,
  byMoon: true,
};
const nowruz: SuggestedHoliday = { ...eid, calendar: 'persian', year: 1406, month: 1, recurs: true, byMoon: false };
const draft = (over: Partial<HolidayDraft>): HolidayDraft => ({
  name: 'Another name',
  calendar: 'islamic-umalqura',
  month: 10,
  day: '1',
  year: '',
  intervals: [],
  ...over,
});

describe('a suggested holiday', () => {
  it.each([
    ['every year', {}, true],
    ['in its year, typed in Persian digits', { day: '۱', year: '۱۴۴۸' }, true],
    ['in another year', { year: '1447' }, false],
    ['on another day', { day: '2' }, false],
    ['in another calendar', { calendar: 'persian' }, false],
  ] as const)('is there already when there is one %s: %#', (_, over, there) => {
    expect(isPresent([draft(over)], eid)).toBe(there);
  });

  it('is moved by a day over the end of a month, for its year alone', () => {
    expect(shifted(eid, -1)).toEqual({ ...eid, date: '2027-03-08', month: 9, day: 29, recurs: false });
    expect(shifted(eid, 1)).toMatchObject({ date: '2027-03-10', month: 10, day: 2, year: 1448 });
    expect(shifted(eid, 0)).toBe(eid);
  });
});

describe('the rows that are added', () => {
  it('are every year where the day is known, and by the moon for one year unless asked for', () => {
    expect(draftsOf([nowruz, eid], false).map(({ year }) => year)).toEqual(['', '1448']);
    expect(draftsOf([nowruz, eid], true).map(({ year }) => year)).toEqual(['', '']);
  });

  it('hold a day by the moon once where it is every year', () => {
    expect(draftsOf([eid, { ...eid, year: 1449 }], true)).toHaveLength(1);
    expect(draftsOf([eid, { ...eid, year: 1449 }], false)).toHaveLength(2);
  });

  it('are for one year where the day was moved', () => {
    expect(draftsOf([shifted(eid, 1)], true)).toEqual([
      expect.objectContaining({ day: '2', year: '1448', intervals: [] }),
    ]);
  });
});
