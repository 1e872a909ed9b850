import { describe, expect, it } from '@jest/globals';
import { reconnectDelay } from './reconnect-delay.js';

describe('reconnectDelay', () => {
  it.each([
    [0, 0, 125],
    [0, 1, 500],
    [1, 1, 1_000],
    [3, 0.5, 2_500],
    [6, 1, 30_000],
    [6, 0, 7_500],
    [1_000, 1, 30_000],
  ])('waits within its step: attempt %i with jitter %f is %i ms', (attempt, jitter, expected) => {
    expect(reconnectDelay(attempt, () => jitter)).toBe(expected);
  });

  it('spreads screens that lost their connection in the same moment', () => {
    const delays = Array.from({ length: 100 }, (_, index) => reconnectDelay(4, () => index / 100));
    expect(new Set(delays).size).toBe(100);
  });
});
