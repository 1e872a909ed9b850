import { expect, it } from '@jest/globals';
import { moveSelection } from './move.js';

it.each([
  ['no numbers', { numbers: [] }],
  ['too many numbers', { numbers: Array.from({ length: 1_001 }, (_, index) => index + 1) }],
  ['numbers in quotes', { numbers: ['1026'] }],
  ['a number that none can be', { numbers: [2 ** 60] }],
  ['a misspelled filter', { asigneeId: null }],
  ['both ways of choosing', { numbers: [1], priority: 'high' }],
])('a selection of %s is refused, and never means every ticket', (_, selection) => {
  expect(moveSelection.safeParse(selection).success).toBe(false);
});

it.each([{ numbers: [1026] }, { assigneeId: null }, { statuses: ['new'], priority: 'urgent' }, {}])(
  'a selection is taken as it was meant: %j',
  (selection) => {
    expect(moveSelection.parse(selection)).toEqual(selection);
  },
);
