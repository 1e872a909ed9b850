import { describe, expect, it } from '@jest/globals';
import { minutesBefore, now } from '../testing/a-ticket.js';
import { aRoutableAgent, aWaitingTicket } from '../testing/a-waiting-ticket.js';
import { defaultChannelWeights } from './capacity.js';
import { chooseAgent, type RoutableAgent } from './choose-agent.js';

const context = { now };
const choose = (ticket = aWaitingTicket(), ...agents: RoutableAgent[]) => chooseAgent(ticket, agents, context);

describe('an agent is chosen', () => {
  it('for the largest share of room, whatever their capacity', () => {
    const half = aRoutableAgent('half', { capacity: 200, work: { email: 10 } });
    const third = aRoutableAgent('third', { capacity: 60, work: { email: 2 } });
    expect(choose(aWaitingTicket(), half, third)).toEqual({
      agentId: 'third',
      reason: { rule: 'most_room', load: 20, capacity: 60 },
    });
  });

  it('of those with equal room, who waited longest since their last, and first whoever had none yet', () => {
    const lately = aRoutableAgent('a', { lastAssignedAt: minutesBefore(1) });
    const earlier = aRoutableAgent('b', { lastAssignedAt: minutesBefore(9) });
    expect(choose(aWaitingTicket(), lately, earlier)).toMatchObject({
      agentId: 'b',
      reason: { rule: 'longest_since_last' },
    });
    expect(choose(aWaitingTicket(), lately, earlier, aRoutableAgent('c'))?.agentId).toBe('c');
  });

  it('who served the contact last, even with less room', () => {
    const at = minutesBefore(60);
    const sticky = aWaitingTicket({ sticky: { agentId: 'known', at } });
    const known = aRoutableAgent('known', { work: { email: 9 } });
    expect(choose(sticky, aRoutableAgent('a'), known)).toEqual({
      agentId: 'known',
      reason: { rule: 'sticky', servedAt: at.toISOString() },
    });
  });

  it('among the others when who served the contact last has no room', () => {
    const sticky = aWaitingTicket({ sticky: { agentId: 'known', at: minutesBefore(60) } });
    const full = aRoutableAgent('known', { work: { email: 10 } });
    expect(choose(sticky, full, aRoutableAgent('a'))?.agentId).toBe('a');
  });
});

describe('an agent is not chosen', () => {
  it.each<[string, Partial<RoutableAgent>]>([
    ['who is not available on the channel', { channels: ['chat'] }],
    ['who does not serve the queue', { queues: new Map([['queue-2', 0]]) }],
    ['whose hands are full', { work: { email: 10 } }],
    ['whose room is too small for the channel', { capacity: 5 }],
    ['whose capacity is 0', { capacity: 0 }],
    ['for whom a mail weighs more', { capacity: 60, weights: { ...defaultChannelWeights, email: 61 } }],
    ['who is on a call', { work: { phone: 1 }, capacity: 500 }],
    ['who serves the queue as overflow, before its time', { queues: new Map([['queue-1', 601]]) }],
  ])('%s', (_, differs) => {
    expect(choose(aWaitingTicket(), aRoutableAgent('a', differs))).toBeNull();
  });

  it('who passed this very ticket by', () => {
    expect(choose(aWaitingTicket({ passedBy: ['a'] }), aRoutableAgent('a'))).toBeNull();
  });

  it('without a skill that is asked for, until it is no longer insisted on', () => {
    const asks = (relaxAfterSeconds: number | null) =>
      aWaitingTicket({ skills: [{ skillId: 'arabic', relaxAfterSeconds }] });
    const plain = aRoutableAgent('a');
    expect(choose(asks(null), plain)).toBeNull();
    expect(choose(asks(601), plain)).toBeNull();
    expect(choose(asks(600), plain)?.agentId).toBe('a');
    expect(choose(asks(null), aRoutableAgent('b', { skillIds: new Set(['arabic']) }))?.agentId).toBe('b');
  });
});

it('an agent is offered one ticket at a time, and may be given others meanwhile', () => {
  const busy = aRoutableAgent('a', { hasOffer: true });
  expect(choose(aWaitingTicket({ byOffer: true }), busy)).toBeNull();
  expect(choose(aWaitingTicket(), busy)?.agentId).toBe('a');
});

it('overflow serves a queue once a ticket has waited long enough', () => {
  expect(choose(aWaitingTicket(), aRoutableAgent('a', { queues: new Map([['queue-1', 600]]) }))?.agentId).toBe('a');
});

it('a call goes to somebody with mails open, and to nobody in a chat', () => {
  const call = aWaitingTicket({ channel: 'phone' });
  expect(choose(call, aRoutableAgent('a', { work: { email: 3 } }))?.agentId).toBe('a');
  expect(choose(call, aRoutableAgent('a', { work: { chat: 1 } }))).toBeNull();
});
