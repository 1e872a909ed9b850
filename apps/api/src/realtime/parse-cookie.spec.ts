import { expect, it } from '@jest/globals';
import { parseCookie } from './parse-cookie.js';

it.each([
  ['diwan=a', 'a'],
  ['x=1; diwan=a; y=2', 'a'],
  [' diwan = a ', 'a'],
  ['xdiwan=b; diwan=a', 'a'],
  ['diwan=a=b', 'a=b'],
  ['xdiwan=b', undefined],
  ['diwan', undefined],
  ['', undefined],
  [undefined, undefined],
])('finds its cookie in %j: %j', (header, value) => {
  expect(parseCookie(header, 'diwan')).toBe(value);
});
