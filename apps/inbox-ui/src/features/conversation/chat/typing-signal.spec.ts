import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTypingSignal, sayAgainMilliseconds, type TypingSignal } from './typing-signal.js';

let said: boolean[];
let time: number;
let signal: TypingSignal;
beforeEach(() => {
  said = [];
  time = 0;
  signal = createTypingSignal(
    (on) => said.push(on),
    () => time,
  );
});

describe('who writes', () => {
  it('is told of at once, and not for every key', () => {
    for (let key = 0; key < 10; key += 1) signal.wrote(false);
    expect(said).toEqual([true]);
  });

  it('is told of again while the writing goes on', () => {
    signal.wrote(false);
    time = sayAgainMilliseconds;
    signal.wrote(false);
    expect(said).toEqual([true, true]);
  });

  it('has stopped when nothing is left, once', () => {
    signal.wrote(false);
    signal.wrote(true);
    signal.wrote(true);
    signal.stop();
    expect(said).toEqual([true, false]);
  });

  it('and begins anew after sending, is told of at once', () => {
    signal.wrote(false);
    signal.stop();
    signal.wrote(false);
    expect(said).toEqual([true, false, true]);
  });
});
