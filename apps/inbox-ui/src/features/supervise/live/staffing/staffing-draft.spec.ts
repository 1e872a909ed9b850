import { expect, it } from '@jest/globals';
import type { Queue } from '@diwan/contracts';
import { isServedBy, leftAlone, membersOf } from './staffing-draft.js';

const agents = [
  { id: 'sara', active: true, teamIds: ['day'] },
  { id: 'omar', active: true, teamIds: ['day', 'night'] },
  { id: 'gone', active: false, teamIds: ['day', 'empty'] },
];
const by = (...teamIds: string[]) => teamIds.map((teamId) => ({ teamId, overflowAfterSeconds: 0 }));
const queue = (name: string, ...teamIds: string[]): Queue => ({
  id: name,
  name,
  distribution: 'assign',
  offerSeconds: 20,
  stickyMinutes: 0,
  followUp: 'reopen',
  followUpDays: 14,
  teams: by(...teamIds),
});

it('a queue is served by whoever is active in one of its teams', () => {
  expect([by('day'), by('empty', 'night'), by('empty'), []].map((teams) => isServedBy(teams, agents))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('only active people are members', () => {
  expect(membersOf('day', agents)).toEqual(['sara', 'omar']);
});

it('names the queues that a change of members would leave to nobody', () => {
  const queues = [queue('billing', 'night'), queue('support', 'day', 'night'), queue('other', 'day')];
  const alone = leftAlone({ teamId: 'night', agentIds: [] }, queues, agents);
  expect(alone.map(({ name }) => name)).toEqual(['billing']);
  expect(leftAlone({ teamId: 'night', agentIds: ['sara'] }, queues, agents)).toEqual([]);
});
