import { describe, expect, it } from '@jest/globals';
import { now } from '../testing/a-ticket.js';
import { placeOfReply, type FollowUpPolicy, type RepliedTicket } from './follow-up.js';

const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const solved = (days: number): RepliedTicket => ({
  number: 1001,
  status: 'solved',
  solvedAt: daysAgo(days),
  closedAt: null,
});

const placeOf = (ticket: RepliedTicket, policy: FollowUpPolicy, automatic = false) =>
  placeOfReply(ticket, { policy, automatic, now });

describe('a reply to a solved ticket', () => {
  it.each([
    ['reopen', 400, 'into'],
    ['new_ticket', 0, 'follow_up'],
    ['reopen_within', 14, 'into'],
    ['reopen_within', 14.01, 'follow_up'],
  ] as const)('of a queue that says %s goes after %d days %s', (choice, days, goes) => {
    expect(placeOf(solved(days), { choice, days: 14 }).goes).toBe(goes);
  });

  it('is explained wherever the queue had a say', () => {
    const ticketNumber = 1001;
    expect(placeOf(solved(1), { choice: 'reopen', days: 14 }).step).toBeNull();
    expect(placeOf(solved(1), { choice: 'new_ticket', days: 14 }).step).toEqual({
      rule: 'solved_ticket',
      matched: true,
      params: { ticketNumber, policy: 'new_ticket', followUp: true },
    });
    expect(placeOf(solved(1), { choice: 'reopen_within', days: 14 }).step).toEqual({
      rule: 'solved_ticket',
      matched: false,
      params: { ticketNumber, policy: 'reopen_within', followUp: false, days: 14 },
    });
  });

  it('stays there when a machine wrote it', () => {
    expect(placeOf(solved(1), { choice: 'new_ticket', days: 14 }, true)).toEqual({ goes: 'into', step: null });
  });
});

describe('a reply to any other ticket', () => {
  const strict: FollowUpPolicy = { choice: 'new_ticket', days: 14 };

  it.each(['new', 'open', 'pending', 'on_hold'] as const)('that is %s goes into it', (status) => {
    expect(placeOf({ ...solved(1), status }, strict)).toEqual({ goes: 'into', step: null });
  });

  it.each([
    [30, 'follow_up'],
    [30.01, 'beside'],
  ])('closed %d days ago goes %s, whatever its queue says', (days, goes) => {
    const closed = { ...solved(60), status: 'closed' as const, closedAt: daysAgo(days) };
    for (const choice of ['reopen', 'new_ticket', 'reopen_within'] as const) {
      expect(placeOf(closed, { choice, days: 365 }).goes).toBe(goes);
    }
  });
});
