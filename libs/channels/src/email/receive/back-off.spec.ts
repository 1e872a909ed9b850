import { expect, it } from '@jest/globals';
import { backOffMs } from './back-off.js';

it.each([
  [0, 0, 500],
  [0, 1, 1_000],
  [3, 1, 8_000],
  [9, 1, 300_000],
  [9, 0, 150_000],
  [5_000, 0.5, 225_000],
])('try %s with chance %s waits %s ms', (attempt, random, ms) => {
  expect(backOffMs(attempt, random)).toBe(ms);
});
