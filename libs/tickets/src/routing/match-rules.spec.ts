import { describe, expect, it } from '@jest/globals';
import { matchRules, type RoutingRule, type RuleConditions, type RuleFacts } from './match-rules.js';

const facts: RuleFacts = {
  channel: 'email',
  inboxId: 'inbox-1',
  language: 'fa',
  contactAddress: 'ada@shop.example',
  tagIds: ['vip'],
  text: 'بازپرداخت سفارش ۴۵۲۱ می‌خواهم',
  hoursOpen: false,
};
const rule = (id: string, conditions: RuleConditions, actions: RoutingRule['actions']): RoutingRule => ({
  id,
  name: id,
  conditions,
  actions,
});

describe('a rule', () => {
  it.each<[boolean, string, RuleConditions]>([
    [true, 'without conditions', {}],
    [true, 'for the channel', { channels: ['chat', 'email'] }],
    [false, 'for another channel', { channels: ['chat'] }],
    [true, 'for the inbox', { inboxIds: ['inbox-1'] }],
    [true, 'for the language', { languages: ['fa', 'ar'] }],
    [false, 'for another language', { languages: ['en'] }],
    [true, 'for the address, in any case', { contacts: ['ADA@shop.example'] }],
    [true, 'for the domain', { contacts: ['@Shop.example'] }],
    [false, 'for the end of a domain', { contacts: ['@hop.example'] }],
    [false, 'for a part of an address', { contacts: ['a@shop.example'] }],
    [true, 'for a tag', { tagIds: ['vip', 'new'] }],
    [true, 'for a word with Arabic letters and other digits', { words: ['سفارش 4521'] }],
    [true, 'for a word written joined', { words: ['میخواهم'] }],
    [false, 'for words of which one is missing', { words: ['سفارش فوری'] }],
    [false, 'for words without a letter', { words: ['!'] }],
    [true, 'for closed hours', { hours: 'closed' }],
    [false, 'for open hours', { hours: 'open' }],
    [false, 'of which one condition fails', { channels: ['email'], hours: 'open' }],
  ])('matches: %s, %s', (expected, _, conditions) => {
    const outcome = matchRules([rule('r', conditions, { priority: 'high' })], facts);
    expect(outcome.priority === 'high').toBe(expected);
  });
});

describe('several rules', () => {
  it('decide each field by the first that says anything about it', () => {
    const skills = [{ skillId: 'persian', relaxAfterSeconds: null }];
    const outcome = matchRules(
      [
        rule('urgent', { tagIds: ['vip'] }, { priority: 'urgent' }),
        rule('persian', { languages: ['fa'] }, { queueId: 'queue-fa', priority: 'low', skills }),
        rule('rest', {}, { queueId: 'queue-rest' }),
      ],
      facts,
    );
    expect(outcome).toEqual({
      priority: 'urgent',
      queueId: 'queue-fa',
      skills,
      decidedBy: { priority: 'urgent', queueId: 'persian', skills: 'persian' },
    });
  });

  it('all add their tags, and those after them see these', () => {
    const outcome = matchRules(
      [
        rule('unseen', { tagIds: ['refund'] }, { priority: 'low' }),
        rule('known', {}, { tagIds: ['vip'] }),
        rule('refunds', { words: ['بازپرداخت'] }, { tagIds: ['refund', 'money'] }),
        rule('seen', { tagIds: ['refund'] }, { tagIds: ['money', 'late'], slaPolicyId: 'gold' }),
        rule('second', {}, { slaPolicyId: 'silver' }),
      ],
      facts,
    );
    expect(outcome).toEqual({
      tagIds: ['refund', 'money', 'late'],
      slaPolicyId: 'gold',
      decidedBy: { slaPolicyId: 'seen' },
      taggedBy: ['refunds', 'seen'],
    });
  });

  it('decide nothing when none matches', () => {
    expect(matchRules([rule('r', { languages: ['en'] }, { priority: 'low' })], facts)).toEqual({ decidedBy: {} });
  });
});
