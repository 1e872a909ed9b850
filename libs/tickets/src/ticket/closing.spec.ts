import { describe, expect, it } from '@jest/globals';
import { closesAt } from './closing.js';

const solvedAt = new Date('2026-03-21T09:00:00Z');

describe('closesAt', () => {
  it('closes a solved ticket after four days', () => {
    expect(closesAt(solvedAt)).toEqual(new Date('2026-03-25T09:00:00Z'));
  });

  it.each([
    { minutes: 60, at: '2026-03-21T10:00:00Z' },
    { minutes: 28 * 24 * 60, at: '2026-04-18T09:00:00Z' },
  ])('closes it after $minutes minutes when so configured', ({ minutes, at }) => {
    expect(closesAt(solvedAt, minutes)).toEqual(new Date(at));
  });
});
