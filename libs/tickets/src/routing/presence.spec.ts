import { expect, it } from '@jest/globals';
import { now } from '../testing/a-ticket.js';
import { isAvailable, presenceStates, type PresenceState } from './presence.js';

const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const declared = (state: PresenceState) => ({ channel: 'email' as const, state, since: secondsAgo(3_600) });

it.each([
  ['just now', 0, true],
  ['one heartbeat missed', 39, true],
  ['two missed, the third on its way', 50, true],
  ['two missed and more', 51, false],
])('somebody available is there with the last heartbeat %s: %#', (_, seconds, expected) => {
  expect(isAvailable(declared('available'), secondsAgo(seconds), now)).toBe(expected);
});

it.each(presenceStates.filter((state) => state !== 'available'))('nobody who is %s is available', (state) => {
  expect(isAvailable(declared(state), now, now)).toBe(false);
});

it('who never gave a sign of life, or never declared anything, is not available', () => {
  expect(isAvailable(declared('available'), null, now)).toBe(false);
  expect(isAvailable(undefined, now, now)).toBe(false);
});
