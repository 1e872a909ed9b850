import { expect, it } from '@jest/globals';
import { backAtOf, nextTimeOfDay } from './back-at.js';

const noonInTehran = new Date('2026-03-25T08:30:20Z');

it.each<[string, string | null]>([
  ['16:30', '2026-03-25T13:00:00.000Z'],
  ['۱۶:۳۰', '2026-03-25T13:00:00.000Z'],
  ['9:05', '2026-03-26T05:35:00.000Z'],
  ['12:00', '2026-03-26T08:30:00.000Z'],
  ['24:00', null],
  ['10:60', null],
  ['noon', null],
  ['', null],
])('the next %s in Tehran is %s', (text, expected) => {
  expect(nextTimeOfDay(text, noonInTehran, 'Asia/Tehran')?.toISOString() ?? null).toBe(expected);
});

it('clocks that are put forward at night do not shift it', () => {
  // Berlin, 29 March 2026: 02:00 is 03:00.
  const evening = new Date('2026-03-28T21:00:00Z');
  expect(nextTimeOfDay('07:00', evening, 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T05:00:00.000Z');
});

it('hours count from now, never is never, and a time that is none is not yet an answer', () => {
  const at = (choice: 'never' | '2' | 'at', time = '') => backAtOf({ choice, time }, noonInTehran, 'Asia/Tehran');
  expect(at('2')).toBe('2026-03-25T10:30:20.000Z');
  expect(at('never')).toBeNull();
  expect(at('at', '7')).toBeUndefined();
});
