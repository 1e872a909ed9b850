import { expect, it } from '@jest/globals';
import type { RoutingRule, RuleOutcome } from '@diwan/tickets';
import { differencesOf } from './differences-of.js';

const rule = (id: string, actions: RoutingRule['actions']): RoutingRule => ({
  id,
  name: `Rule ${id}`,
  conditions: {},
  actions,
});
const rules = [rule('1', { tagIds: ['vip'] }), rule('2', { tagIds: ['late'] })];
const differ = (before: Omit<RuleOutcome, 'decidedBy'>, after: Partial<RuleOutcome>) =>
  differencesOf(
    { before: { decidedBy: {}, ...before }, after: { decidedBy: {}, ...after } },
    { queueId: 'inbox', rules },
  );
const arabic = { skillId: 'arabic', relaxAfterSeconds: null };
const persian = { skillId: 'persian', relaxAfterSeconds: 600 };

it('tells every thing that would have been another, and by which rule', () => {
  const after: RuleOutcome = {
    queueId: 'billing',
    priority: 'high',
    skills: [arabic],
    tagIds: ['vip', 'late'],
    slaPolicyId: 'gold',
    decidedBy: { queueId: '1', priority: '2', skills: '1', slaPolicyId: '2' },
    taggedBy: ['1', '2'],
  };
  expect(differ({ tagIds: ['vip'] }, after)).toEqual([
    { of: 'queue', from: 'inbox', to: 'billing', rules: ['Rule 1'] },
    { of: 'priority', from: 'normal', to: 'high', rules: ['Rule 2'] },
    { of: 'skills', from: [], to: [arabic], rules: ['Rule 1'] },
    { of: 'tags', from: ['vip'], to: ['late', 'vip'], rules: ['Rule 2'] },
    { of: 'sla_policy', from: null, to: 'gold', rules: ['Rule 2'] },
  ]);
});

it('names no rule where none decides any more', () => {
  expect(differ({ queueId: 'billing', tagIds: ['vip'] }, {})).toEqual([
    { of: 'queue', from: 'billing', to: 'inbox', rules: [] },
    { of: 'tags', from: ['vip'], to: [], rules: [] },
  ]);
});

it.each<[string, Omit<RuleOutcome, 'decidedBy'>, Partial<RuleOutcome>]>([
  ['what another rule decides alike', { queueId: 'billing' }, { queueId: 'billing', decidedBy: { queueId: '2' } }],
  [
    'what the inbox does anyhow',
    {},
    { queueId: 'inbox', priority: 'normal', decidedBy: { queueId: '1', priority: '1' } },
  ],
  ['the order of tags', { tagIds: ['vip', 'late'] }, { tagIds: ['late', 'vip'], taggedBy: ['1', '2'] }],
  ['the order of skills', { skills: [arabic, persian] }, { skills: [persian, arabic], decidedBy: { skills: '1' } }],
])('says nothing of %s', (_, before, after) => expect(differ(before, after)).toEqual([]));

it('tells that a skill is asked for longer', () => {
  const forever = { ...persian, relaxAfterSeconds: null };
  expect(differ({ skills: [persian] }, { skills: [forever] })).toMatchObject([{ from: [persian], to: [forever] }]);
});
