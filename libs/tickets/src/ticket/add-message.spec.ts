import { describe, expect, it } from '@jest/globals';
import { aTicket, minutesBefore, now } from '../testing/a-ticket.js';
import { addSilentMessage, receiveMessage, replyToTicket, type NewMessage } from './add-message.js';
import { ticketStatuses, type TicketStatus } from './ticket.js';

const inbound: NewMessage = { id: 'message-4', kind: 'inbound', automatic: false, snippet: 'هنوز نرسیده' };
const automatic: NewMessage = { ...inbound, automatic: true, snippet: 'I am out of office' };
const outbound: NewMessage = { id: 'message-4', kind: 'outbound', automatic: false, snippet: 'We look into it' };
const note: NewMessage = { id: 'message-4', kind: 'note', automatic: false, snippet: 'rude, careful' };

function added(message: NewMessage, seq = 4) {
  const { id: messageId, kind, automatic: byMachine } = message;
  return { type: 'message.added', payload: { messageId, seq, kind, automatic: byMachine } };
}
const reply = { agentId: 'agent-2', solve: false, now };

describe('a message that joins a ticket', () => {
  it('gets the next number without a gap', () => {
    const first = receiveMessage(aTicket({ lastSeq: 0 }), inbound, now);
    const second = replyToTicket(first.ticket, outbound, reply);
    const third = addSilentMessage(second.ticket, note, now);
    expect([first.seq, second.seq, third.seq, third.ticket.lastSeq]).toEqual([1, 2, 3, 3]);
  });

  it.each<[string, () => unknown]>([
    ['a contact’s mail', () => receiveMessage(aTicket({ status: 'closed' }), inbound, now)],
    ['an automatic mail', () => receiveMessage(aTicket({ status: 'closed' }), automatic, now)],
    ['a reply', () => replyToTicket(aTicket({ status: 'closed' }), outbound, reply)],
    ['a note', () => addSilentMessage(aTicket({ status: 'closed' }), note, now)],
  ])('is refused by a closed ticket: %s', (_, add) => {
    expect(add).toThrow(expect.objectContaining({ code: 'ticket.closed', params: { number: 1001 } }));
  });
});

describe('receiveMessage', () => {
  it.each<[from: TicketStatus, to: TicketStatus, reopened: number]>([
    ['new', 'new', 0],
    ['open', 'open', 0],
    ['pending', 'open', 0],
    ['on_hold', 'open', 0],
    ['solved', 'open', 1],
  ])('finds a ticket %s and leaves it %s', (from, to, reopenCount) => {
    const { ticket, events } = receiveMessage(aTicket({ status: from }), inbound, now);
    expect(ticket).toMatchObject({ status: to, reopenCount, waitingSince: now, lastActivityAt: now, lastSeq: 4 });
    const moved = { type: 'ticket.status_changed', payload: { from, to, cause: 'contact_wrote' } };
    expect(events).toEqual(from === to ? [added(inbound)] : [added(inbound), moved]);
  });

  it('shows the beginning of the newest message', () => {
    expect(receiveMessage(aTicket(), inbound, now).ticket.snippet).toBe('هنوز نرسیده');
  });

  it('does not let a second message shorten the wait', () => {
    const since = minutesBefore(90);
    expect(receiveMessage(aTicket({ waitingSince: since }), inbound, now).ticket.waitingSince).toEqual(since);
  });

  it('ends a snooze', () => {
    const ticket = aTicket({ snoozedUntil: new Date('2026-04-01T06:00:00Z') });
    expect(receiveMessage(ticket, inbound, now).ticket.snoozedUntil).toBeNull();
  });

  it('leaves a woken ticket with its assignee', () => {
    expect(receiveMessage(aTicket({ status: 'solved' }), inbound, now).ticket.assigneeId).toBe('agent-1');
  });

  it.each(ticketStatuses.filter((status) => status !== 'closed'))(
    'stores automatic mail on a ticket that is %s and neither wakes it nor starts a wait',
    (status) => {
      const ticket = aTicket({ status, snoozedUntil: new Date('2026-04-01T06:00:00Z') });
      const change = receiveMessage(ticket, automatic, now);
      expect(change.ticket).toEqual({ ...ticket, lastSeq: 4, snippet: automatic.snippet, lastActivityAt: now });
      expect(change.events).toEqual([added(automatic)]);
    },
  );
});

describe('replyToTicket', () => {
  it.each<TicketStatus>(['new', 'open', 'on_hold'])(
    'gives the ball to the contact of a ticket that is %s',
    (status) => {
      const ticket = aTicket({ status, waitingSince: minutesBefore(90) });
      const change = replyToTicket(ticket, outbound, reply);
      expect(change.ticket).toMatchObject({ status: 'pending', waitingSince: null, snippet: outbound.snippet });
      expect(change.events).toEqual([
        added(outbound),
        { type: 'ticket.status_changed', payload: { from: status, to: 'pending', cause: 'agent_replied' } },
      ]);
    },
  );

  it('has nothing but the message to tell of a ticket that is pending already', () => {
    expect(replyToTicket(aTicket({ status: 'pending' }), outbound, reply).events).toEqual([added(outbound)]);
  });

  it('makes nobody’s ticket the ticket of who replies', () => {
    const { ticket, events } = replyToTicket(aTicket({ assigneeId: null }), outbound, reply);
    expect(ticket.assigneeId).toBe('agent-2');
    expect(events).toContainEqual({
      type: 'ticket.assigned',
      payload: { from: null, to: 'agent-2', cause: 'agent_replied' },
    });
  });

  it('leaves a colleague’s ticket with the colleague', () => {
    expect(replyToTicket(aTicket(), outbound, reply).ticket.assigneeId).toBe('agent-1');
  });

  it.each<TicketStatus>(['new', 'open', 'pending', 'on_hold'])(
    'solves with the reply a ticket that is %s',
    (status) => {
      const { ticket } = replyToTicket(aTicket({ status, assigneeId: null }), outbound, { ...reply, solve: true });
      expect(ticket).toMatchObject({ status: 'solved', assigneeId: 'agent-2', solvedAt: now });
    },
  );

  it.each([true, false])('adds a last word to a solved ticket without waking it (solve: %p)', (solve) => {
    const ticket = aTicket({ status: 'solved', solvedAt: minutesBefore(60) });
    const change = replyToTicket(ticket, outbound, { ...reply, solve });
    expect(change.ticket).toMatchObject({ status: 'solved', solvedAt: minutesBefore(60), lastSeq: 4 });
    expect(change.events).toEqual([added(outbound)]);
  });
});

describe('addSilentMessage', () => {
  it('keeps a note out of the snippet, which others may see', () => {
    const ticket = aTicket({ status: 'pending' });
    expect(addSilentMessage(ticket, note, now)).toEqual({
      seq: 4,
      ticket: { ...ticket, lastSeq: 4, lastActivityAt: now },
      events: [added(note)],
    });
  });

  it('leaves the status and the wait alone when Diwan writes by itself', () => {
    const ticket = aTicket({ status: 'new', assigneeId: null, waitingSince: minutesBefore(1) });
    const { ticket: after } = addSilentMessage(ticket, { ...outbound, automatic: true }, now);
    expect(after).toEqual({ ...ticket, lastSeq: 4, snippet: outbound.snippet, lastActivityAt: now });
  });
});
