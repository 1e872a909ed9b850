import { expect, it } from '@jest/globals';
import { seenOf } from './seen.js';

const one = { ticketId: 'a', queueId: 'q', assigneeId: null };
const other = { ticketId: 'b', queueId: 'q', assigneeId: 'x' };

it('is the same for the same tickets in any order', () => {
  expect(seenOf([one, other])).toBe(seenOf([other, one]));
});

it.each([
  ['a ticket', [one, { ...other, ticketId: 'c' }]],
  ['a queue', [one, { ...other, queueId: 'r' }]],
  ['an assignee', [one, { ...other, assigneeId: null }]],
  ['fewer', [one]],
])('is another for another %s', (_, chosen) => {
  expect(seenOf(chosen)).not.toBe(seenOf([one, other]));
});
