import { describe, expect, it } from '@jest/globals';
import { draftOf, freshDraft, linesOf, ruleOf, shifted, wrongContact, type Rule } from './rule-draft.js';

const rule: Rule = {
  id: 'rule-1',
  name: 'Refunds',
  conditions: { languages: ['fa'], words: ['refund', 'money back'], hours: 'closed', tagIds: ['vip'] },
  actions: {
    queueId: 'queue-1',
    skills: [{ skillId: 'persian', relaxAfterSeconds: 600 }],
    tagIds: ['refund'],
    slaPolicyId: 'gold',
  },
};

describe('a rule that is edited', () => {
  it('is the same again when nothing was changed', () => {
    expect(ruleOf(draftOf(rule), rule.id)).toEqual(rule);
  });

  it('is none while it would do nothing', () => {
    expect(ruleOf({ ...freshDraft, name: 'Nothing', words: 'refund' }, 'rule-1')).toBeNull();
  });

  it('asks for nothing that was left open', () => {
    expect(ruleOf({ ...freshDraft, name: ' All ', priority: 'low', words: ' \n' }, 'rule-1')).toEqual({
      id: 'rule-1',
      name: 'All',
      conditions: {},
      actions: { priority: 'low' },
    });
  });
});

it('takes one entry a line, each once', () => {
  expect(linesOf(' refund \n\nmoney back\nrefund')).toEqual(['refund', 'money back']);
});

it.each([
  ['ada@shop.example\n@shop.example', undefined],
  ['ada@shop.example\nshop.example', 'shop.example'],
])('finds what is no contact in %j', (text, wrong) => {
  expect(wrongContact(text)).toBe(wrong);
});

it.each<[number, -1 | 1, string]>([
  [0, 1, 'bac'],
  [2, -1, 'acb'],
  [0, -1, 'abc'],
  [2, 1, 'abc'],
])('moves entry %i by %i', (index, by, expected) => {
  expect(shifted(['a', 'b', 'c'], index, by).join('')).toBe(expected);
});
