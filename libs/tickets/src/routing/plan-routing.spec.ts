import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ticketPriorities } from '../ticket/ticket.js';
import { minutesBefore, now } from '../testing/a-ticket.js';
import { aRoutableAgent, aWaitingTicket } from '../testing/a-waiting-ticket.js';
import { defaultChannelWeights, loadOf } from './capacity.js';
import type { RoutableAgent, WaitingTicket } from './choose-agent.js';
import { comparePlaces, orderQueue } from './order-queue.js';
import { planRouting } from './plan-routing.js';

const context = { now };
const ids = (tickets: readonly { id: string }[]) => tickets.map((each) => each.id);

describe('orderQueue', () => {
  it('puts priority before the due time, that before the wait, and no promise behind a promise', () => {
    const soon = new Date(now.getTime() + 60_000);
    const tickets = [
      aWaitingTicket({ id: 'newest' }),
      aWaitingTicket({ id: 'oldest', waitingSince: minutesBefore(90) }),
      aWaitingTicket({ id: 'promised', dueAt: new Date(soon.getTime() + 3_600_000) }),
      aWaitingTicket({ id: 'due', dueAt: soon }),
      aWaitingTicket({ id: 'urgent', priority: 'urgent' }),
    ];
    expect(ids(orderQueue(tickets))).toEqual(['urgent', 'due', 'promised', 'oldest', 'newest']);
  });
});

const aTicketOfAnyKind = fc.record({
  priority: fc.constantFrom(...ticketPriorities),
  channel: fc.constantFrom('email' as const, 'chat' as const, 'phone' as const),
  queueId: fc.constantFrom('queue-1', 'queue-2'),
  waited: fc.nat(100_000),
  due: fc.option(fc.integer({ min: -5_000, max: 5_000 })),
  skill: fc.option(fc.constantFrom('x', 'y')),
});
const tickets = fc.array(aTicketOfAnyKind, { maxLength: 60 }).map((all) =>
  all.map(({ waited, due, skill, ...rest }, index) =>
    aWaitingTicket({
      ...rest,
      id: `t${index}`,
      waitingSince: new Date(now.getTime() - waited * 1_000),
      dueAt: due === null ? null : new Date(now.getTime() + due * 1_000),
      skills: skill === null ? [] : [{ skillId: skill, relaxAfterSeconds: 50_000 }],
    }),
  ),
);
const agents = fc
  .array(
    fc.record({
      capacity: fc.integer({ min: 0, max: 200 }),
      channels: fc.subarray(['email', 'chat', 'phone'] as const),
      queues: fc.subarray(['queue-1', 'queue-2']),
      skills: fc.subarray(['x', 'y']),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ queues, skills, ...rest }, index) =>
      aRoutableAgent(`a${index}`, {
        ...rest,
        queues: new Map(queues.map((id) => [id, 0])),
        skillIds: new Set(skills),
      }),
    ),
  );

/** What two tickets would have to differ in for one to be placed before the other out of order. */
const needsOf = ({ channel, queueId, skills, waitingSince }: WaitingTicket) =>
  JSON.stringify([
    channel,
    queueId,
    skills.filter((each) => now.getTime() - waitingSince.getTime() < (each.relaxAfterSeconds ?? Infinity) * 1_000),
  ]);

describe('planRouting', () => {
  it('never gives one ticket to two, more than somebody can carry, or anything to who may not have it', () => {
    fc.assert(
      fc.property(tickets, agents, (waiting, serving) => {
        const planned = planRouting(waiting, serving, context);
        expect(new Set(planned.map((each) => each.ticketId)).size).toBe(planned.length);
        for (const agent of serving) {
          const own = waiting.filter((each) =>
            planned.some((plan) => plan.ticketId === each.id && plan.agentId === agent.id),
          );
          expect(own.every((each) => agent.channels.includes(each.channel) && agent.queues.has(each.queueId))).toBe(
            true,
          );
          const count = (channel: string) => own.filter((each) => each.channel === channel).length;
          expect(count('phone')).toBeLessThanOrEqual(1);
          const live = { email: count('email'), chat: count('chat') };
          expect(loadOf(live, defaultChannelWeights)).toBeLessThanOrEqual(agent.capacity);
        }
      }),
    );
  });

  it('leaves nobody waiting whom somebody could take, and lets nobody overtake who needs the same', () => {
    fc.assert(
      fc.property(tickets, agents, (waiting, serving) => {
        const placed = new Set(planRouting(waiting, serving, context).map((each) => each.ticketId));
        for (const left of waiting.filter((each) => !placed.has(each.id))) {
          const behind = waiting.filter((each) => comparePlaces(left, each) < 0 && needsOf(each) === needsOf(left));
          expect(behind.filter((each) => placed.has(each.id))).toEqual([]);
        }
      }),
    );
  });

  it('is fair: equal agents end at most one ticket apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(80), (people, count) => {
        const serving = Array.from({ length: people }, (_, index) => aRoutableAgent(`a${index}`));
        const waiting = Array.from({ length: count }, (_, index) => aWaitingTicket({ id: `t${index}` }));
        const planned = planRouting(waiting, serving, context);
        const shares = serving.map((agent) => planned.filter((each) => each.agentId === agent.id).length);
        expect(planned).toHaveLength(Math.min(count, people * 10));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('starves nobody: with one more place each round, whoever waits is served in as many rounds as stood before them', () => {
    const urgentEachRound = (round: number): WaitingTicket => aWaitingTicket({ id: `u${round}`, priority: 'normal' });
    let waiting = [aWaitingTicket({ id: 'patient', waitingSince: minutesBefore(500) })];
    const one: RoutableAgent = aRoutableAgent('a', { capacity: 10 });
    for (let round = 0; waiting.some((each) => each.id === 'patient'); round++) {
      expect(round).toBeLessThan(2);
      waiting = [...waiting, urgentEachRound(round)];
      const placed = new Set(planRouting(waiting, [one], context).map((each) => each.ticketId));
      waiting = waiting.filter((each) => !placed.has(each.id));
    }
  });
});
