import { expect, it } from '@jest/globals';
import { backAtOf } from './back-at.js';

const now = new Date('2026-03-25T08:30:20Z');

it('hours count from now, and never is never', () => {
  expect(backAtOf({ choice: '2', at: null }, now)).toBe('2026-03-25T10:30:20.000Z');
  expect(backAtOf({ choice: 'never', at: '2026-03-26T10:00:00.000Z' }, now)).toBeNull();
});

it.each<[string, string | null, string | undefined]>([
  ['a time ahead is an answer', '2026-03-25T08:31:00.000Z', '2026-03-25T08:31:00.000Z'],
  ['another day too', '2026-04-02T00:00:00.000Z', '2026-04-02T00:00:00.000Z'],
  ['what has passed is none', '2026-03-25T08:30:00.000Z', undefined],
  ['this very moment is none', '2026-03-25T08:30:20.000Z', undefined],
  ['what is not chosen yet is none', null, undefined],
])('%s', (_, at, expected) => {
  expect(backAtOf({ choice: 'at', at }, now)).toBe(expected);
});
