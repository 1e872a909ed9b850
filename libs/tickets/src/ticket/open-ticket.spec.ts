import { describe, expect, it } from '@jest/globals';
import { openTicket, type OpenTicket } from './open-ticket.js';

const now = new Date('2026-03-21T09:00:00Z');
const input: OpenTicket = {
  id: 'ticket-1',
  number: 1001,
  channel: 'email',
  inboxId: 'inbox-1',
  queueId: 'queue-1',
  contactId: 'contact-1',
  subject: 'Order',
  language: 'fa',
  followUpOfId: null,
  mayBelongToId: null,
};

describe('openTicket', () => {
  it('makes a new, unassigned ticket of normal priority without any message', () => {
    expect(openTicket(input, 'contact', now).ticket).toEqual({
      ...input,
      status: 'new',
      priority: 'normal',
      assigneeId: null,
      lastSeq: 0,
      snippet: '',
      createdAt: now,
      lastActivityAt: now,
      waitingSince: null,
      snoozedUntil: null,
      solvedAt: null,
      closedAt: null,
      reopenCount: 0,
      escalationLevel: 0,
      version: 1,
    });
  });

  it.each([
    { by: 'contact' as const, followUpOfId: 'ticket-0', mayBelongToId: null },
    { by: 'agent' as const, followUpOfId: null, mayBelongToId: 'ticket-0' },
  ])('tells who opened it ($by) and what it is linked to', ({ by, followUpOfId, mayBelongToId }) => {
    const { events } = openTicket({ ...input, followUpOfId, mayBelongToId }, by, now);
    expect(events).toEqual([{ type: 'ticket.opened', payload: { by, followUpOfId, mayBelongToId } }]);
  });
});
