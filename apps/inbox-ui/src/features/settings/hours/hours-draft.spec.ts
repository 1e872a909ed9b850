import type { BusinessHours } from '@diwan/contracts';
import { describe, expect, it } from '@jest/globals';
import { clockText, minutesOf } from './clock-time.js';
import { draftOf, requestOf } from './hours-draft.js';

describe('minutesOf', () => {
  it.each([
    ['9:00', 540],
    ['۹:۳۰', 570],
    ['١٧:٠٥', 1025],
    ['24:00', 1440],
    ['72:00', 4320],
    [' 8 ', 480],
    ['9:60', null],
    ['nine', null],
    ['', null],
  ])('reads %j as %j', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  it('reads what clockText writes', () => {
    for (const minutes of [0, 5, 540, 1439, 1440]) expect(minutesOf(clockText(minutes))).toBe(minutes);
  });
});

describe('a draft of business hours', () => {
  const week = [
    [
      { fromMinute: 480, toMinute: 720 },
      { fromMinute: 780, toMinute: 1020 },
    ],
    [],
    [],
    [],
    [],
    [],
    [],
  ];
  const hours: BusinessHours = {
    timeZone: 'Asia/Tehran',
    week,
    seasons: [{ name: 'Ramadan', from: '2027-02-08', to: '2027-03-09', week }],
    holidays: [{ name: 'Nowruz', calendar: 'persian', month: 1, day: 1, year: null, intervals: [] }],
  };

  it('goes there and back', () => {
    expect(requestOf(draftOf(hours))).toEqual(hours);
  });

  it('takes Persian digits and leaves what is no time to the server to refuse', () => {
    const draft = draftOf(hours);
    draft.week[0] = [{ from: '۸:۰۰', to: 'noon' }];
    draft.holidays[0] = { ...draft.holidays[0]!, year: '۱۴۰۶' };
    const { week: typed, holidays } = requestOf(draft);
    expect(typed[0]).toEqual([{ fromMinute: 480, toMinute: 0 }]);
    expect(holidays[0]?.year).toBe(1406);
  });
});
