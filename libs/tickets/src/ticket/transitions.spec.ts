import { describe, expect, it } from '@jest/globals';
import { ticketStatuses, unsolvedStatuses, type TicketStatus } from './ticket.js';
import { canBecome, isUnsolved } from './transitions.js';

const columns: readonly TicketStatus[] = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'];
const table: readonly [from: TicketStatus, ...mayBecome: (0 | 1)[]][] = [
  ['new', 0, 1, 1, 1, 1, 0],
  ['open', 0, 0, 1, 1, 1, 0],
  ['pending', 0, 1, 0, 1, 1, 0],
  ['on_hold', 0, 1, 1, 0, 1, 0],
  ['solved', 0, 1, 0, 0, 0, 1],
  ['closed', 0, 0, 0, 0, 0, 0],
];
const cells = table.flatMap(([from, ...row]) =>
  row.map((may, index) => ({ from, to: columns[index]!, may: may === 1 })),
);

describe('canBecome', () => {
  it('is asked about every pair of statuses', () => {
    expect(cells).toHaveLength(ticketStatuses.length ** 2);
    expect(new Set(cells.map((cell) => cell.to))).toEqual(new Set(ticketStatuses));
  });

  it.each(cells)('says that $from -> $to is allowed: $may', ({ from, to, may }) => {
    expect(canBecome(from, to)).toBe(may);
  });
});

describe('isUnsolved', () => {
  it.each(ticketStatuses)('agrees with the list of unsolved statuses about %s', (status) => {
    expect(isUnsolved(status)).toBe((unsolvedStatuses as readonly TicketStatus[]).includes(status));
  });
});
