import { expect, it } from '@jest/globals';
import { aTicket } from '../testing/a-ticket.js';
import { applyRules } from './apply-rules.js';
import type { RoutingRule, RuleOutcome } from './match-rules.js';

const rules: RoutingRule[] = ['Persian', 'Urgent words'].map((name, index) => ({
  id: `rule-${index}`,
  name,
  conditions: {},
  actions: {},
}));
const ticket = aTicket();

const arabic = { skillId: 'arabic', relaxAfterSeconds: 600 };

it('gives a new ticket queue, priority and skills, and says which rules did', () => {
  const outcome: RuleOutcome = {
    queueId: 'queue-fa',
    priority: 'urgent',
    skills: [arabic],
    decidedBy: { queueId: 'rule-0', priority: 'rule-1', skills: 'rule-0' },
  };
  expect(applyRules(ticket, outcome, rules)).toEqual({
    ticket: { ...ticket, queueId: 'queue-fa', priority: 'urgent' },
    events: [
      {
        type: 'ticket.routed',
        payload: { queueId: 'queue-fa', priority: 'urgent', skillIds: ['arabic'], rules: ['Persian', 'Urgent words'] },
      },
      { type: 'ticket.priority_changed', payload: { from: 'normal', to: 'urgent' } },
    ],
    skills: [arabic],
  });
});

it.each<[string, RuleOutcome]>([
  ['nothing', { decidedBy: {} }],
  ['what is so already', { queueId: ticket.queueId, priority: ticket.priority, decidedBy: { queueId: 'rule-0' } }],
])('changes nothing for rules that want %s', (_, outcome) => {
  expect(applyRules(ticket, outcome, rules)).toEqual({ ticket, events: [], skills: [] });
});
