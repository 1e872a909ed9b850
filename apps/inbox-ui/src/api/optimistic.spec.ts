import type { TicketDetails, TicketRow, TicketView } from '@diwan/contracts';
import { describe, expect, it } from '@jest/globals';
import { applyChange, belongsTo, changeInPages, inverseOf, mergeIntoPages, type TicketChange } from './optimistic.js';

const sara = { id: 'sara', name: 'Sara' };
const row = (over: Partial<TicketRow> = {}): TicketRow => ({
  id: 'id',
  number: 1,
  subject: '',
  snippet: '',
  status: 'open',
  priority: 'normal',
  channel: 'email',
  inboxId: 'inbox',
  queueId: 'queue',
  assignee: sara,
  contact: { id: 'contact', name: 'Ali', handle: 'ali@diwan.test' },
  createdAt: '2026-01-01T00:00:00Z',
  lastActivityAt: '2026-01-01T00:00:00Z',
  waitingSince: null,
  promise: null,
  escalationLevel: 0,
  tags: [],
  lastSeq: 2,
  unread: true,
  version: 3,
  ...over,
});
const pages = (...items: TicketRow[]) => ({ pages: [{ items, nextCursor: null }], pageParams: [null] });

describe('inverseOf', () => {
  it.each<[TicketChange, TicketChange]>([
    [
      { kind: 'status', status: 'solved' },
      { kind: 'status', status: 'open' },
    ],
    [
      { kind: 'assignee', assignee: null },
      { kind: 'assignee', assignee: sara },
    ],
    [
      { kind: 'priority', priority: 'urgent' },
      { kind: 'priority', priority: 'normal' },
    ],
    [
      { kind: 'unread', unread: false },
      { kind: 'unread', unread: true },
    ],
  ])('puts back what %j overwrites', (change, expected) => {
    const inverse = inverseOf(row(), change);
    expect(inverse).toEqual(expected);
    expect(applyChange(applyChange(row(), change), inverse)).toEqual(row());
  });

  it('never makes a ticket new again', () => {
    expect(inverseOf(row({ status: 'new' }), { kind: 'status', status: 'pending' })).toEqual({
      kind: 'status',
      status: 'open',
    });
  });
});

describe('belongsTo', () => {
  it.each<[TicketView, Partial<TicketRow>, boolean]>([
    ['mine', {}, true],
    ['mine', { status: 'solved' }, false],
    ['mine', { assignee: null }, false],
    ['unassigned', { assignee: null }, true],
    ['unassigned', {}, false],
    ['open', { status: 'on_hold' }, true],
    ['open', { status: 'closed' }, false],
    ['solved', { status: 'closed' }, true],
    ['all', { status: 'closed' }, true],
  ])('%s holds %j: %s', (view, over, expected) => {
    expect(belongsTo(row(over), { view, me: 'sara' })).toBe(expected);
  });
});

describe('changeInPages', () => {
  const viewer = { view: 'mine', me: 'sara' } as const;

  it('takes a row out of a view that no longer holds it', () => {
    const after = changeInPages(
      pages(row(), row({ number: 2 })),
      { number: 1, change: { kind: 'status', status: 'solved' } },
      viewer,
    );
    expect(after.pages[0]?.items.map(({ number }) => number)).toEqual([2]);
  });

  it('leaves a list that does not show the ticket as the same object', () => {
    const before = pages(row());
    expect(changeInPages(before, { number: 99, change: { kind: 'priority', priority: 'low' } }, viewer)).toBe(before);
  });
});

describe('mergeIntoPages', () => {
  const current = (over: Partial<TicketRow>) => row(over) as TicketDetails;

  it('lays what the server says over the row', () => {
    const after = mergeIntoPages(pages(row()), current({ status: 'solved', version: 4 }));
    expect(after.pages[0]?.items[0]).toMatchObject({ status: 'solved', version: 4 });
  });

  it('keeps a row that is newer than the answer', () => {
    const after = mergeIntoPages(pages(row({ version: 9 })), current({ status: 'solved', version: 4 }));
    expect(after.pages[0]?.items[0]).toMatchObject({ status: 'open', version: 9 });
  });
});
