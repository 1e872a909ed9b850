import { describe, expect, it } from '@jest/globals';
import { aTicket } from '../testing/a-ticket.js';
import { tagTicket } from './tag-ticket.js';

const [vip, refund, late] = ['VIP', 'Refund', 'Late'].map((name) => ({ id: name.toLowerCase(), name })) as [
  Tag, Tag, Tag,
]; // prettier-ignore
type Tag = { id: string; name: string };
const ticket = aTicket();

describe('the tags of a ticket', () => {
  it('change in one step, and one event says how', () => {
    expect(tagTicket(ticket, [vip, late], { add: [refund], remove: ['late'], cause: 'agent' })).toEqual({
      tags: [vip, refund],
      events: [{ type: 'ticket.tagged', payload: { added: [refund], removed: [late], cause: 'agent' } }],
    });
  });

  it('stay as they are, without an event, where they are so already', () => {
    const same = { tags: [vip], events: [] };
    expect(tagTicket(ticket, [vip], { add: [vip], remove: ['late'], cause: 'agent' })).toEqual(same);
    expect(tagTicket({ ...ticket, status: 'closed' }, [vip], { add: [vip], cause: 'agent' })).toEqual(same);
  });

  it('take one that is asked for twice, or both ways, once', () => {
    expect(tagTicket(ticket, [vip], { add: [late, late, vip], remove: ['vip'], cause: 'agent' }).tags).toEqual([
      vip,
      late,
    ]);
  });

  it('no longer change once it is closed', () => {
    expect(() => tagTicket({ ...ticket, status: 'closed' }, [], { add: [vip], cause: 'agent' })).toThrow(
      'ticket.closed',
    );
  });
});
