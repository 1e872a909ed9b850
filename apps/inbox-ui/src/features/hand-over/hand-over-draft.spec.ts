import { describe, expect, it } from '@jest/globals';
import { handOverOf, spreadOver, type Colleague } from './hand-over-draft.js';

const one = (id: string, isClose: boolean, isAvailable: boolean): Colleague => ({ id, name: id, isClose, isAvailable });
const omar = one('omar', true, true);
const nina = one('nina', true, false);
const ali = one('ali', false, true);

describe('a spread over the team', () => {
  it('goes to those who are there', () => {
    expect(spreadOver([omar, nina, ali])).toEqual([omar]);
  });

  it('goes to all of them while nobody is there, and never to another team', () => {
    expect(spreadOver([nina, ali])).toEqual([nina]);
  });
});

it.each([
  ['keep', null, { to: 'keep' }],
  ['nobody', null, { to: 'nobody' }],
  ['colleague', 'ali', { to: 'agents', agentIds: ['ali'] }],
  ['colleague', null, null],
  ['team', null, { to: 'agents', agentIds: ['omar'] }],
] as const)('%s %s becomes %j', (to, colleagueId, expected) => {
  expect(handOverOf({ to, colleagueId }, [omar, nina, ali])).toEqual(expected);
});

it('cannot be spread over a team of one', () => {
  expect(handOverOf({ to: 'team', colleagueId: null }, [ali])).toBeNull();
});
