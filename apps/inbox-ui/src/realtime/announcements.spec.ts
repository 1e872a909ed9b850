import { describe, expect, it } from '@jest/globals';
import { keys } from '../api/keys.js';
import { staleKeys } from './announcements.js';

describe('staleKeys', () => {
  it('reads the lists, the counts, the load of agents and every ticket named again', () => {
    const change = { lastSeq: 3, version: 4, what: ['message'] };
    const stale = staleKeys({
      type: 'tickets_changed',
      tickets: [
        { number: 7, ...change },
        { number: 9, ...change },
      ],
    });
    expect(stale).toEqual([
      keys.lists,
      keys.counts,
      keys.presence,
      keys.board,
      keys.ticket(7),
      keys.timeline(7),
      keys.ticket(9),
      keys.timeline(9),
    ]);
  });

  it('reads the notices again when there is a new one', () => {
    expect(staleKeys({ type: 'notices_changed' })).toEqual([keys.notices]);
  });

  it('reads nothing again because a subscription was confirmed', () => {
    expect(staleKeys({ type: 'subscribed', topics: ['tickets'] })).toEqual([]);
  });
});
