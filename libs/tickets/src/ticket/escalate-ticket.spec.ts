import { describe, expect, it } from '@jest/globals';
import { aTicket } from '../testing/a-ticket.js';
import type { SlaEscalation } from '../sla/sla-escalation.js';
import { escalateByHand, escalateByPolicy } from './escalate-ticket.js';

const nothing: SlaEscalation = {
  id: 'step-1', target: 'first_reply', when: { at: 'percent', percent: 80 }, notify: ['manager'], raiseTo: null, queueId: null,
  raisesLevel: false,
}; // prettier-ignore

describe('escalateByHand', () => {
  it('goes one level up and keeps the reason', () => {
    const { ticket, events } = escalateByHand(aTicket({ escalationLevel: 1 }), 'Threatens to leave');
    expect(ticket.escalationLevel).toBe(2);
    expect(events).toEqual([
      { type: 'ticket.escalated', payload: { by: 'agent', level: 2, reason: 'Threatens to leave' } },
    ]);
  });

  it('is refused for a closed ticket', () => {
    expect(() => escalateByHand(aTicket({ status: 'closed' }), 'Late')).toThrow('ticket.closed');
  });
});

describe('escalateByPolicy', () => {
  it('only tells when that is all that the step says', () => {
    const { ticket, events } = escalateByPolicy(aTicket(), nothing);
    expect(ticket).toEqual(aTicket());
    expect(events).toEqual([
      {
        type: 'ticket.escalated',
        payload: {
          by: 'policy',
          target: 'first_reply',
          stepId: 'step-1',
          isLate: false,
          level: 0,
          queueId: null,
          notify: ['manager'],
        },
      },
    ]);
  });

  it.each([
    [{ at: 'percent', percent: 99 }, false],
    [{ at: 'percent', percent: 100 }, true],
    [{ at: 'after_due', minutes: 1 }, true],
  ] as const)('says of a step at %j whether it was due by then: %s', (when, isLate) => {
    const { events } = escalateByPolicy(aTicket(), { ...nothing, when });
    expect(events[0]?.payload).toMatchObject({ isLate });
  });

  it('raises priority and level, and moves the ticket, which is nobody’s then', () => {
    const step: SlaEscalation = { ...nothing, raiseTo: 'urgent', queueId: 'queue-2', raisesLevel: true };
    const { ticket, events } = escalateByPolicy(aTicket(), step);
    expect(ticket).toMatchObject({ priority: 'urgent', queueId: 'queue-2', assigneeId: null, escalationLevel: 1 });
    expect(events.map(({ type }) => type)).toEqual(['ticket.escalated', 'ticket.priority_changed', 'ticket.assigned']);
  });

  it('lowers nothing, and takes nobody’s ticket away within its queue', () => {
    const step: SlaEscalation = { ...nothing, raiseTo: 'high', queueId: 'queue-1' };
    const { ticket } = escalateByPolicy(aTicket({ priority: 'urgent' }), step);
    expect(ticket).toMatchObject({ priority: 'urgent', assigneeId: 'agent-1' });
  });

  it.each(['solved', 'closed'] as const)('leaves a %s ticket alone', (status) => {
    expect(escalateByPolicy(aTicket({ status }), nothing).events).toEqual([]);
  });
});
