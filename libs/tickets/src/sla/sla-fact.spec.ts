import { describe, expect, it } from '@jest/globals';
import { aTicket, now } from '../testing/a-ticket.js';
import { addSilentMessage, receiveMessage, replyToTicket } from '../ticket/add-message.js';
import { changePriority, changeStatus } from '../ticket/change-ticket.js';
import { openTicket } from '../ticket/open-ticket.js';
import type { MessageKind } from '../message/message.js';
import type { Actor } from '../message/actor.js';
import { slaFactOf, type SlaEvent } from './sla-fact.js';

const agent: Actor = { kind: 'agent', id: 'agent-1' };
const contact: Actor = { kind: 'contact', id: 'contact-1' };
const rule: Actor = { kind: 'rule', id: 'rule-1' };

const factsOf = (events: readonly SlaEvent[], actor: Actor) =>
  events.map((event) => slaFactOf(event, { at: now, actor })).filter((fact) => fact !== null);
const message = (kind: MessageKind, automatic = false) => ({ id: 'message-1', kind, automatic, snippet: '' });
const added = (kind: MessageKind, seq: number, automatic = false): SlaEvent => ({
  type: 'message.added',
  payload: { messageId: 'message-1', seq, kind, automatic },
});

describe('slaFactOf', () => {
  it('takes a ticket that a contact opens as opened with what openTicket gives', () => {
    const { ticket, events } = openTicket({ ...aTicket() }, 'contact', now);
    expect(factsOf(events, contact)).toEqual([{ type: 'opened', at: now, priority: ticket.priority }]);
  });

  it('takes a message that wakes a ticket as two facts', () => {
    const { events } = receiveMessage(aTicket({ status: 'solved' }), message('inbound'), now);
    expect(factsOf(events, contact)).toEqual([
      { type: 'contact_wrote', at: now },
      { type: 'status_changed', at: now, to: 'open' },
    ]);
  });

  it('takes a reply that solves as a reply first, so that it ends its clock fulfilled', () => {
    const by = { agentId: 'agent-2', solve: true, now };
    const { events } = replyToTicket(aTicket({ assigneeId: null }), message('outbound'), by);
    expect(factsOf(events, agent)).toEqual([
      { type: 'agent_replied', at: now },
      { type: 'status_changed', at: now, to: 'solved' },
    ]);
  });

  it('takes changes of status and priority as they are', () => {
    const status = changeStatus(aTicket(), 'on_hold', { cause: 'agent', now });
    const priority = changePriority(aTicket(), 'urgent');
    expect(factsOf([...status.events, ...priority.events], agent)).toEqual([
      { type: 'status_changed', at: now, to: 'on_hold' },
      { type: 'priority_changed', at: now, to: 'urgent' },
    ]);
  });

  it.each<[string, SlaEvent, Actor]>([
    ['a note', added('note', 4), agent],
    ['an automatic answer', added('outbound', 2, true), { kind: 'system' }],
    ['an automatic mail of the contact', added('inbound', 4, true), contact],
    ['what a rule sends', added('outbound', 4), rule],
    ['the message that an agent opens a ticket with', added('outbound', 1), agent],
    ['a message taken back whose time is unknown', { type: 'message.cancelled', payload: { messageId: 'a' } }, agent],
    ['an assignment', { type: 'ticket.assigned', payload: { from: null, to: 'agent-1', cause: 'agent' } }, agent],
  ])('makes nothing of %s', (_, event, actor) => {
    expect(slaFactOf(event, { at: now, actor })).toBeNull();
  });

  it('makes nothing of what addSilentMessage adds', () => {
    const { events } = addSilentMessage(aTicket(), message('outbound', true), now);
    expect(factsOf(events, agent)).toEqual([]);
  });

  it('says of a reply taken back when it had been written', () => {
    const repliedAt = new Date(now.getTime() - 5_000);
    const event: SlaEvent = { type: 'message.cancelled', payload: { messageId: 'message-1' } };
    expect(slaFactOf(event, { at: now, actor: agent, repliedAt })).toEqual({
      type: 'reply_cancelled',
      at: now,
      repliedAt,
    });
  });
});
