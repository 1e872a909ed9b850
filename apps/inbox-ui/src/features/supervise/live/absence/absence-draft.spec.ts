import { expect, it } from '@jest/globals';
import { keepsSome, openWorkOf } from './absence-draft.js';

const counts = [
  { status: 'open', count: 2 },
  { status: 'pending', count: 1 },
] as const;
const ali = { id: 'ali', name: 'Ali', isClose: true, isAvailable: true };

it('gives back what waits for an answer and keeps what waits for others, unless something else is said', () => {
  expect(openWorkOf(counts, {}, [])).toEqual([
    { status: 'open', count: 2, handOver: { to: 'nobody' } },
    { status: 'pending', count: 1, handOver: { to: 'keep' } },
  ]);
  expect(keepsSome(counts, {})).toBe(true);
  expect(keepsSome(counts, { pending: { to: 'team', colleagueId: null } })).toBe(false);
});

it('is not complete before it is said to whom', () => {
  const open = { to: 'colleague', colleagueId: null } as const;
  expect(openWorkOf(counts, { open }, [ali])).toBeNull();
  expect(openWorkOf(counts, { open: { ...open, colleagueId: 'ali' } }, [ali])?.[0]?.handOver).toEqual({
    to: 'agents',
    agentIds: ['ali'],
  });
});
