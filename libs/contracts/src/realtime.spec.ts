import { describe, expect, it } from '@jest/globals';
import { clientFrame, topic } from './realtime.js';

describe('a topic', () => {
  it.each(['tickets', 'inboxes', 'suspended_mail', 'ticket:1001'])('may be %s', (name) => {
    expect(topic.safeParse(name).success).toBe(true);
  });

  it.each(['', 'everything', 'ticket:', 'ticket:*', 'ticket:0', 'ticket:-1', 'ticket:1.5', 'ticket:1e3', 'ticket:1 ', 'ticket:01x', 'Tickets'])(
    'is never %j',
    (name) => {
      expect(topic.safeParse(name).success).toBe(false);
    },
  ); // prettier-ignore
});

describe('a client’s frame', () => {
  it.each([
    [{ type: 'subscribe', topics: ['tickets'] }, true],
    [{ type: 'unsubscribe', topics: [] }, true],
    [{ type: 'subscribe', topics: Array.from({ length: 51 }, () => 'tickets') }, false],
    [{ type: 'subscribe' }, false],
    [{ type: 'tickets_changed', tickets: [] }, false],
    [null, false],
  ])('%j: %s', (frame, valid) => {
    expect(clientFrame.safeParse(frame).success).toBe(valid);
  });
});
