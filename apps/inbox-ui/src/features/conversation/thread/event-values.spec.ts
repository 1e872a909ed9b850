import { describe, expect, it } from '@jest/globals';
import type { TicketEvent } from '@diwan/contracts';
import { createIntl } from 'react-intl';
import en from '../../../i18n/en.json';
import type { Translate } from '../../../i18n/intl.js';
import { eventSentence, eventValues } from './event-values.js';

const intl = createIntl({ locale: 'en', messages: en });
const t: Translate = (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
const sara = { id: '1', name: 'Sara' };

/** As it stands in the thread, without the marks that keep names apart. */
function told(type: string, params: Record<string, unknown>): string {
  const event: TicketEvent = {
    id: '1',
    type,
    actor: { kind: 'agent', name: 'Omar' },
    params,
    at: '2026-03-25T09:00:00Z',
  };
  return intl
    .formatMessage({ id: eventSentence(event) }, eventValues(event, t) as Record<string, string>)
    .replaceAll(/[\u2068\u2069]/g, '');
}

describe('why a ticket came', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ cause: 'agent' }, 'Omar assigned the ticket to: Sara'],
    [{ cause: 'routed', reason: { rule: 'sticky' } }, 'Given to Sara, who served this contact last'],
    [
      { cause: 'routed', reason: { rule: 'most_room', load: 20, capacity: 100 } },
      'Given to Sara, who had the most room (load 20 of 100)',
    ],
    [{ cause: 'routed', reason: { rule: 'a_rule_of_tomorrow' } }, 'Given to Sara'],
    [{ cause: 'offer_accepted' }, 'Sara accepted the ticket'],
    [{ cause: 'a_cause_of_tomorrow' }, 'Omar assigned the ticket to: Sara'],
  ])('%j', (params, sentence) => {
    expect(told('ticket.assigned', { from: null, to: sara, ...params })).toBe(sentence);
  });
});

it.each<[string, string]>([
  ['agent_away', 'Sara went away and gave the ticket back to its queue'],
  ['agent', 'Omar took the assignment away'],
])('why a ticket was given back: %s', (cause, sentence) => {
  expect(told('ticket.assigned', { from: sara, to: null, cause })).toBe(sentence);
});

it.each<[Record<string, unknown>, string]>([
  [{ key: 'lunch', name: null }, 'Sara went away (lunch) and gave the ticket back to its queue'],
  [{ key: 'lunch', name: 'Mensa' }, 'Sara went away (Mensa) and gave the ticket back to its queue'],
])('why somebody was away, as it was called then: %j', (awayFor, sentence) => {
  expect(told('ticket.assigned', { from: sara, to: null, cause: 'agent_away', awayFor })).toBe(sentence);
});

it('an offer and what became of it', () => {
  expect(told('ticket.offered', { to: sara, reason: { rule: 'sticky' } })).toBe('Offered to Sara');
  expect(told('ticket.offer_passed', { by: sara, cause: 'timed_out' })).toBe('Sara did not answer the offer in time');
});

it('what rules decided, also of a queue that is no longer there', () => {
  const params = { rules: ['Refunds', 'Persian'], queueId: { id: '7', name: 'Billing' }, priority: 'high' };
  expect(told('ticket.routed', params)).toBe('Routed by “Refunds”, “Persian”: goes to Billing, gets the priority High');
  expect(told('ticket.routed', { rules: ['Old'], queueId: '7', priority: null, skillIds: [sara] })).toBe(
    'Routed by “Old”: goes to (no longer there), asks for Sara',
  );
});

it.each<[Record<string, unknown>, string]>([
  [{ added: [sara], removed: [], cause: 'agent' }, 'Omar added the tags: Sara'],
  [{ added: [], removed: [sara, { id: '2', name: 'Late' }], cause: 'agent' }, 'Omar removed the tags: Sara, Late'],
  [{ added: [sara], removed: [{ id: '2', name: 'Late' }], cause: 'agent' }, 'Omar added the tags: Sara. Removed: Late'],
  [{ added: [sara], removed: [], cause: 'follow_up' }, 'Has the tags of the ticket that it continues: Sara'],
  [{ added: [sara], removed: [{ id: '2', name: 'Sarah' }], cause: 'merged' }, 'Omar merged the tag Sarah into Sara'],
])('what became of tags: %j', (params, sentence) => {
  expect(told('ticket.tagged', params)).toBe(sentence);
});

it('tags and SLA policy that rules gave', () => {
  const params = { rules: ['Gold'], tags: [{ id: '2', name: 'VIP' }], slaPolicyId: { id: '3', name: 'Gold' } };
  expect(told('ticket.routed', params)).toBe('Routed by “Gold”: is tagged VIP, gets the SLA policy Gold');
});

it('a move with and without a reason, also to somebody who is called like a status', () => {
  expect(told('ticket.moved', { queue: 'Billing', to: 'open', reason: 'Sara is ill' })).toBe(
    'Omar moved the ticket: queue Billing, assignee open. Reason: Sara is ill',
  );
  expect(told('ticket.moved', { queue: 'Billing', to: null, reason: '' })).toBe(
    'Omar moved the ticket: queue Billing, assignee Nobody',
  );
});

describe('what happened in a chat', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['chat.ended', { by: 'agent' }, 'Omar ended the chat'],
    ['chat.rated', { score: 4 }, 'Omar rated the chat: 4 of 5: good'],
    ['chat.visitor_updated', { changed: ['name'] }, 'Omar said their name'],
    ['chat.visitor_updated', { changed: ['email'] }, 'Omar left an e-mail address'],
    ['chat.visitor_updated', { changed: ['name', 'email'] }, 'Omar said their name and left an e-mail address'],
  ])('%s %j', (type, params, sentence) => expect(told(type, params)).toBe(sentence));
});
