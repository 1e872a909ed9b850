import { expect, it } from '@jest/globals';
import { createIntl } from 'react-intl';
import { createFormat } from '../../../i18n/format.js';
import type { Translate } from '../../../i18n/intl.js';
import ar from '../../../i18n/ar.json';
import en from '../../../i18n/en.json';
import fa from '../../../i18n/fa.json';
import { auditDetails } from './audit-details.js';

const catalogues = { en, ar, fa };
const idOf = (digit: number) => `01890000-0000-7000-8000-00000000000${digit}`;
const [sara, support, billing, gone] = [1, 2, 3, 4].map(idOf) as [string, string, string, string];
const names: Record<string, string> = { [sara]: 'Sara', [support]: 'Support', [billing]: 'Billing' };

/** Without the marks that keep names apart. */
function told(language: keyof typeof catalogues, type: string, payload: Record<string, unknown>): string {
  const messages: Record<string, string> = catalogues[language];
  const intl = createIntl({ locale: language, messages });
  const t: Translate = (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
  const details = auditDetails(
    { type, payload },
    {
      t,
      format: createFormat({ language, calendar: 'gregory', digits: 'latn', timeZone: 'UTC' }),
      list: (values) => intl.formatList(values, { type: 'conjunction' }),
      nameOf: (id) => names[id],
      word: (id) => messages[id],
      reason: (key) => messages[`presence.reason.${key}`],
    },
  );
  return details.join(' · ').replaceAll(/[\u2066-\u2069\u200f]/g, '');
}

it.each<[string, Record<string, unknown>, string]>([
  ['ticket.status_changed', { from: 'new', to: 'open', cause: 'agent' }, 'Before: New · After: Open'],
  [
    'ticket.assigned',
    { from: null, to: sara, cause: 'routed', reason: { rule: 'sticky' } },
    'Before: Nobody · After: Sara',
  ],
  [
    'agent.presence_changed',
    {
      id: sara,
      channels: ['email', 'chat'],
      state: 'away',
      reason: 'lunch',
      reasonName: null,
      until: '2026-03-25T09:00:00Z',
    },
    'Concerns: Sara · State: Away · Reason: lunch · Channels: E-mail and Chat · Until: Wednesday, 25 March 2026 09:00',
  ],
  [
    'queue.teams_changed',
    { id: support, from: [{ teamId: support, overflowAfterSeconds: 0 }], to: [{ teamId: billing }] },
    'Concerns: Support · Before: Support · After: Billing',
  ],
  ['tag.renamed', { id: gone, from: 'VIP', to: 'Gold' }, 'Before: VIP · After: Gold'],
  [
    'tag.merged',
    { id: gone, name: 'VIP', into: { id: gone, name: 'Gold' }, tickets: 1200 },
    'Concerns: VIP · Into: Gold · Tickets: 1,200',
  ],
  ['ticket.tagged', { added: [{ id: gone, name: 'VIP' }], removed: [], cause: 'agent' }, 'Added: VIP'],
  ['team.members_changed', { id: support, added: [sara], removed: [gone] }, 'Concerns: Support · Added: Sara'],
  ['mail.discarded', { receiptIds: [gone, gone] }, 'Mails: 2'],
  ['mail.suspended', { receiptId: gone, cause: 'loop' }, 'Cause: Mail loop'],
  [
    'inbox.health_changed',
    { id: support, side: 'sending', state: 'failing', code: 'timeout' },
    'Concerns: Support · State: Failing · Direction: Sending · Cause: timeout',
  ],
  [
    'ticket.sla_breached',
    { target: 'first_reply', dueAt: '2026-03-25T09:00:00Z' },
    'Promise: First reply · Due: Wednesday, 25 March 2026 09:00',
  ],
  ['message.sent', { messageId: gone, response: '250 OK' }, 'Answer of the server: 250 OK'],
  ['session.started', { sessionId: gone }, ''],
])('%s is told readably', (type, payload, expected) => expect(told('en', type, payload)).toBe(expected));

it('speaks the language of the reader', () => {
  const payload = { from: 'low', to: 'urgent' };
  expect(told('fa', 'ticket.priority_changed', payload)).toBe('پیش از آن: کم · پس از آن: فوری');
  expect(told('ar', 'ticket.priority_changed', payload)).toBe('قبلُ: منخفضة · بعدُ: عاجلة');
});
