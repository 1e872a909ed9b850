import { describe, expect, it } from '@jest/globals';
import { aTicket, minutesBefore, now } from '../testing/a-ticket.js';
import { assignTicket, changePriority, changeStatus, solveTicket } from './change-ticket.js';
import { TicketError } from './ticket-error.js';
import { ticketStatuses, type TicketStatus } from './ticket.js';
import { canBecome } from './transitions.js';

function refusal(change: () => unknown): TicketError {
  try {
    change();
  } catch (error) {
    if (error instanceof TicketError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const by = { cause: 'agent' as const, now };
const pairs = ticketStatuses.flatMap((from) => ticketStatuses.map((to) => ({ from, to })));

describe('changeStatus', () => {
  it.each(pairs.filter(({ from, to }) => canBecome(from, to)))('moves $from to $to and says so', ({ from, to }) => {
    const change = changeStatus(aTicket({ status: from }), to, by);
    expect(change.ticket).toMatchObject({ status: to, lastActivityAt: now });
    expect(change.events).toEqual([{ type: 'ticket.status_changed', payload: { from, to, cause: 'agent' } }]);
  });

  it.each(pairs.filter(({ from, to }) => from !== to && from !== 'closed' && !canBecome(from, to)))(
    'refuses $from to $to',
    ({ from, to }) => {
      const error = refusal(() => changeStatus(aTicket({ status: from }), to, by));
      expect(error).toMatchObject({ code: 'ticket.illegal_transition', params: { number: 1001, from, to } });
    },
  );

  it.each(ticketStatuses.filter((status) => status !== 'closed'))('refuses to move a closed ticket to %s', (to) => {
    const error = refusal(() => changeStatus(aTicket({ status: 'closed' }), to, by));
    expect(error).toMatchObject({ code: 'ticket.closed', params: { number: 1001 } });
  });

  it.each(ticketStatuses)('takes %s again as no change', (status) => {
    const ticket = aTicket({ status });
    expect(changeStatus(ticket, status, by)).toEqual({ ticket, events: [] });
  });

  it('refuses to solve what is nobody’s', () => {
    const error = refusal(() => changeStatus(aTicket({ assigneeId: null }), 'solved', by));
    expect(error).toMatchObject({ code: 'ticket.solving_needs_assignee', params: { number: 1001 } });
  });

  const waiting = minutesBefore(90);
  it.each<[from: TicketStatus, to: TicketStatus, waitingSince: Date | null]>([
    ['new', 'open', waiting],
    ['open', 'pending', null],
    ['open', 'on_hold', null],
    ['open', 'solved', null],
  ])('moving %s to %s leaves the contact waiting since %p', (from, to, waitingSince) => {
    expect(changeStatus(aTicket({ status: from, waitingSince: waiting }), to, by).ticket.waitingSince).toEqual(
      waitingSince,
    );
  });

  it('stamps the last solving, also of a ticket that was solved before', () => {
    const ticket = aTicket({ status: 'open', solvedAt: minutesBefore(600), reopenCount: 1 });
    expect(changeStatus(ticket, 'solved', by).ticket).toMatchObject({ solvedAt: now, reopenCount: 1, closedAt: null });
  });

  it('counts a reopening and keeps the time of the last solving', () => {
    const ticket = aTicket({ status: 'solved', solvedAt: minutesBefore(600), reopenCount: 1 });
    expect(changeStatus(ticket, 'open', by).ticket).toMatchObject({ solvedAt: minutesBefore(600), reopenCount: 2 });
  });

  it('counts no reopening when a waiting ticket goes on', () => {
    expect(changeStatus(aTicket({ status: 'pending' }), 'open', by).ticket.reopenCount).toBe(0);
  });

  it('stamps the closing and keeps the solving', () => {
    const ticket = aTicket({ status: 'solved', solvedAt: minutesBefore(5760) });
    const closed = changeStatus(ticket, 'closed', { cause: 'solved_long_ago', now }).ticket;
    expect(closed).toMatchObject({ closedAt: now, solvedAt: minutesBefore(5760), reopenCount: 0 });
  });

  it('leaves the ticket it was given untouched', () => {
    const ticket = Object.freeze(aTicket());
    expect(changeStatus(ticket, 'solved', by).ticket).not.toBe(ticket);
    expect(ticket.status).toBe('open');
  });
});

describe('assignTicket', () => {
  it.each([
    { from: 'agent-1', to: 'agent-2', cause: 'agent' as const },
    { from: null, to: 'agent-2', cause: 'agent_replied' as const },
    { from: 'agent-1', to: null, cause: 'agent_left' as const },
  ])('gives the ticket of $from to $to and says why', ({ from, to, cause }) => {
    const ticket = aTicket({ assigneeId: from });
    expect(assignTicket(ticket, to, { cause })).toEqual({
      ticket: { ...ticket, assigneeId: to },
      events: [{ type: 'ticket.assigned', payload: { from, to, cause } }],
    });
  });

  it('holds an agent to be the cause unless told otherwise', () => {
    expect(assignTicket(aTicket(), null).events).toEqual([
      { type: 'ticket.assigned', payload: { from: 'agent-1', to: null, cause: 'agent' } },
    ]);
  });

  it.each(['agent-1', null])('takes the same assignee (%p) again as no change', (assigneeId) => {
    const ticket = aTicket({ assigneeId });
    expect(assignTicket(ticket, assigneeId)).toEqual({ ticket, events: [] });
  });
});

describe('solveTicket', () => {
  it('makes the solver the assignee of an unassigned ticket', () => {
    const { ticket, events } = solveTicket(aTicket({ status: 'new', assigneeId: null }), 'agent-2', now);
    expect(ticket).toMatchObject({ status: 'solved', assigneeId: 'agent-2', solvedAt: now });
    expect(events.map((event) => event.type)).toEqual(['ticket.assigned', 'ticket.status_changed']);
  });

  it('leaves a ticket with its assignee when a colleague solves it', () => {
    const { ticket, events } = solveTicket(aTicket(), 'agent-2', now);
    expect(ticket).toMatchObject({ status: 'solved', assigneeId: 'agent-1' });
    expect(events.map((event) => event.type)).toEqual(['ticket.status_changed']);
  });

  it('changes nothing when it is solved already', () => {
    const ticket = aTicket({ status: 'solved' });
    expect(solveTicket(ticket, 'agent-2', now)).toEqual({ ticket, events: [] });
  });
});

describe('changePriority', () => {
  it('changes the priority and says from what to what', () => {
    const ticket = aTicket();
    expect(changePriority(ticket, 'urgent')).toEqual({
      ticket: { ...ticket, priority: 'urgent' },
      events: [{ type: 'ticket.priority_changed', payload: { from: 'normal', to: 'urgent' } }],
    });
  });

  it('takes the same priority again as no change', () => {
    expect(changePriority(aTicket(), 'normal').events).toEqual([]);
  });
});

describe('a closed ticket', () => {
  const closed = aTicket({ status: 'closed', assigneeId: null });
  it.each<[string, () => unknown]>([
    ['assigned', () => assignTicket(closed, 'agent-2')],
    ['solved', () => solveTicket(closed, 'agent-2', now)],
    ['given a priority', () => changePriority(closed, 'low')],
  ])('cannot be %s', (_, change) => {
    expect(refusal(change).code).toBe('ticket.closed');
  });
});
