import { expect, it } from '@jest/globals';
import { aTicket } from '../testing/a-ticket.js';
import { applyRules } from './apply-rules.js';
import type { Tag } from '../ticket/tag.js';
import type { RoutingRule, RuleOutcome } from './match-rules.js';

const rules: RoutingRule[] = ['Persian', 'Urgent words'].map((name, index) => ({
  id: `rule-${index}`,
  name,
  conditions: {},
  actions: {},
}));
const ticket = aTicket();

const [vip, refund] = ['vip', 'refund'].map((id) => ({ id, name: id.toUpperCase() })) as [Tag, Tag];
const by = { rules, tags: [vip], knownTags: [vip, refund] };
const arabic = { skillId: 'arabic', relaxAfterSeconds: 600 };

it('gives a new ticket queue, priority, skills, tags and SLA policy, and says which rules did', () => {
  const outcome: RuleOutcome = {
    queueId: 'queue-fa',
    priority: 'urgent',
    skills: [arabic],
    tagIds: ['refund', 'gone'],
    slaPolicyId: 'gold',
    decidedBy: { queueId: 'rule-0', priority: 'rule-1', skills: 'rule-0', slaPolicyId: 'rule-0' },
    taggedBy: ['rule-1'],
  };
  expect(applyRules(ticket, outcome, by)).toEqual({
    ticket: { ...ticket, queueId: 'queue-fa', priority: 'urgent' },
    events: [
      {
        type: 'ticket.routed',
        payload: {
          queueId: 'queue-fa',
          priority: 'urgent',
          skillIds: ['arabic'],
          tags: [refund],
          slaPolicyId: 'gold',
          rules: ['Persian', 'Urgent words'],
        },
      },
      { type: 'ticket.priority_changed', payload: { from: 'normal', to: 'urgent' } },
      { type: 'ticket.tagged', payload: { added: [refund], removed: [], cause: 'rules' } },
    ],
    skills: [arabic],
    tags: [vip, refund],
  });
});

it.each<[string, RuleOutcome]>([
  ['nothing', { decidedBy: {} }],
  ['a tag that it has or that is gone', { tagIds: ['vip', 'gone'], decidedBy: {}, taggedBy: ['rule-0'] }],
  ['what is so already', { queueId: ticket.queueId, priority: ticket.priority, decidedBy: { queueId: 'rule-0' } }],
])('changes nothing for rules that want %s', (_, outcome) => {
  expect(applyRules(ticket, outcome, by)).toEqual({ ticket, events: [], skills: [], tags: [vip] });
});
