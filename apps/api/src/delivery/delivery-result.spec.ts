import { describe, expect, it } from '@jest/globals';
import { ChannelError } from '@diwan/channels';
import { resultOfFailure, resultOfReceipt } from './delivery-result.js';
import { giveUpAfterMs, retryDelayMs } from './retry-delay.js';

const minuteMs = 60_000;

describe('retryDelayMs', () => {
  it.each([
    [1, 0, 1],
    [2, 0, 2],
    [8, 0, 128],
    [9, 0, 240],
    [1_000, 0, 240],
    [1, 1, 0.8],
    [9, 0.5, 216],
  ])('after attempt %i with random %d is %d minutes', (attempt, random, minutes) => {
    expect(retryDelayMs(attempt, random)).toBe(minutes * minuteMs);
  });
});

describe('resultOfFailure', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  const attempt = { attempts: 1, firstAttemptAt: now, now, random: 0 };
  const error = (retryable: boolean) => new ChannelError('channel.rejected', { retryable, message: '550 no' });

  it.each([
    ['a final refusal fails', error(false), attempt, { state: 'failed', code: 'channel.rejected', detail: '550 no' }],
    ['what may pass is queued', error(true), attempt, { state: 'queued', retryAfterMs: minuteMs }],
    [
      'a fault of our own is queued',
      new Error('blob'),
      attempt,
      { state: 'queued', code: 'channel.failed', detail: 'blob' },
    ],
    ['something thrown is queued', 'odd', attempt, { state: 'queued', detail: 'odd' }],
    [
      'an attempt that would come too late fails',
      error(true),
      { ...attempt, firstAttemptAt: new Date(now.getTime() - giveUpAfterMs) },
      { state: 'failed' },
    ],
    [
      'nobody knows',
      new ChannelError('channel.uncertain', { retryable: true }),
      attempt,
      { state: 'uncertain', code: 'channel.uncertain' },
    ],
  ] as const)('%s', (_name, failure, when, expected) => {
    expect(resultOfFailure(failure, when)).toMatchObject(expected);
  });
});

describe('resultOfReceipt', () => {
  it('is sent when nobody was refused', () => {
    expect(resultOfReceipt({ response: '250 ok', rejected: [] })).toEqual({ state: 'sent', response: '250 ok' });
  });

  it('fails for those who were refused, and names them', () => {
    expect(resultOfReceipt({ response: '250 ok', rejected: ['b@example.com'] })).toMatchObject({
      state: 'failed',
      detail: 'Not delivered to b@example.com',
      onlyTo: ['b@example.com'],
    });
  });
});
