import { describe, expect, it } from '@jest/globals';
import type { ChannelPresence } from '@diwan/contracts';
import { summaryForOthers, summaryOf } from './summary.js';

const since = '2026-03-25T09:00:00Z';
const on = (channel: ChannelPresence['channel'], state: ChannelPresence['state']): ChannelPresence => ({
  channel,
  state,
  reason: state === 'away' ? 'lunch' : null,
  since,
  until: null,
  byOther: false,
  expectedAt: null,
});

describe('several channels in one word', () => {
  it.each<[string, ChannelPresence[], string]>([
    ['nothing declared is offline', [], 'offline'],
    ['available on one is available', [on('email', 'away'), on('chat', 'available')], 'available'],
    ['away on one and offline on another is away', [on('email', 'offline'), on('chat', 'away')], 'away'],
    ['what was let go by is seen first', [on('email', 'available'), on('chat', 'not_responding')], 'not_responding'],
  ])('%s', (_, declared, state) => {
    expect(summaryOf(declared, ['email', 'chat']).state).toBe(state);
  });

  it('keeps reason and time of the state that it shows', () => {
    expect(summaryOf([on('email', 'away')], ['email'])).toMatchObject({
      state: 'away',
      reason: 'lunch',
      since,
      until: null,
    });
  });

  it('looks at no channel without an inbox', () => {
    expect(summaryOf([on('phone', 'available')], ['email']).state).toBe('offline');
  });
});

it('a closed browser is offline for colleagues, whatever was declared', () => {
  const channels = [on('email', 'available')];
  expect(summaryForOthers({ present: false, channels })).toMatchObject({
    state: 'offline',
    reason: null,
    since: null,
    until: null,
  });
  expect(summaryForOthers({ present: true, channels }).state).toBe('available');
});

describe('colleagues learn of who is not there', () => {
  const absent = (more: Partial<ChannelPresence>) =>
    summaryForOthers({ present: false, channels: [{ ...on('email', 'away'), ...more }] });

  it('what somebody else said of them', () => {
    expect(absent({ byOther: true })).toMatchObject({ state: 'away', reason: 'lunch', since });
    expect(absent({ byOther: true, state: 'available' })).toMatchObject({ state: 'offline', reason: null });
    expect(absent({})).toMatchObject({ state: 'offline', reason: null, since: null });
  });

  it('when they were expected', () => {
    expect(absent({ state: 'available', expectedAt: since })).toMatchObject({ state: 'offline', expectedAt: since });
  });
});
