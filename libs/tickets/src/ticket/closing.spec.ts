import { describe, expect, it } from '@jest/globals';
import { closesAt } from './closing.js';

const solvedAt = new Date('2026-03-21T09:00:00Z');

describe('closesAt', () => {
  it.each([
    { minutes: 4 * 24 * 60, at: '2026-03-25T09:00:00Z' },
    { minutes: 60, at: '2026-03-21T10:00:00Z' },
    { minutes: 28 * 24 * 60, at: '2026-04-18T09:00:00Z' },
  ])('closes a solved ticket after $minutes minutes', ({ minutes, at }) => {
    expect(closesAt(solvedAt, minutes)).toEqual(new Date(at));
  });
});
