import { describe, expect, it } from '@jest/globals';
import { backOffMs } from './connection.js';
import { readFrame } from './frames.js';

describe('backOffMs', () => {
  it.each([
    [0, 0, 63],
    [0, 1, 500],
    [1, 1, 1_000],
    [6, 1, 30_000],
    [1_000, 1, 30_000],
  ])('attempt %i with jitter %f waits %i ms', (attempt, jitter, expected) => {
    expect(backOffMs(attempt, () => jitter)).toBe(expected);
  });
});

describe('readFrame', () => {
  it.each([null, 7, '', '{', '[]', 'null', '"welcome"', '{"type":"later"}'])('knows nothing of %p', (text) => {
    expect(readFrame(text)).toBeNull();
  });

  it('reads a frame', () => {
    expect(readFrame('{"type":"typing","name":"Sara","on":true}')).toEqual({ type: 'typing', name: 'Sara', on: true });
  });
});
