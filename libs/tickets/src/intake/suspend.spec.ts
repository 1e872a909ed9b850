import { describe, expect, it } from '@jest/globals';
import { anInboundMessage } from '../testing/an-inbound-message.js';
import type { Bounce, InboundMessage } from '../message/inbound-message.js';
import { suspensionCauses, suspicionAbout, type SuspensionCause } from './suspend.js';

const ownAddresses = new Set(['support@diwan.test', 'sales@diwan.test']);
const bounce: Bounce = {
  action: 'failed',
  status: '5.1.1',
  recipient: 'gone@example.org',
  diagnostic: 'no such user',
  originalMessageId: null,
};
const because = (why: string): Partial<InboundMessage> => ({ automatic: { is: true, why: [why] } });
const fromUs: Partial<InboundMessage> = { from: { name: '', address: 'sales@diwan.test' } };
const blank: Partial<InboundMessage> = { subject: ' ', text: '\n\t', html: '<p>&nbsp;</p>' };

type Case = [
  what: string,
  differs: Partial<InboundMessage>,
  opens: SuspensionCause | null,
  joins: SuspensionCause | null,
];
const cases: Case[] = [
  ['a person’s mail', {}, null, null],
  ['our own loop header', because('loop_header'), 'loop', 'loop'],
  ['our own address', fromUs, 'from_own_address', 'from_own_address'],
  ['no sender', { from: null }, null, null],
  ['too many recipients', { warnings: ['mail.too_many_recipients'] }, 'too_many_recipients', 'too_many_recipients'],
  ['a bounce', { bounce }, 'backscatter', null],
  ['an out-of-office answer', because('auto_submitted:auto-replied'), 'auto_mailer', null],
  ['precedence auto_reply', because('precedence:auto_reply'), 'auto_mailer', null],
  ['X-Autoreply', because('x_autoreply'), 'auto_mailer', null],
  ['X-Autorespond', because('x_autorespond'), 'auto_mailer', null],
  ['a null return path', because('null_return_path'), 'auto_mailer', null],
  ['a report', because('multipart_report'), 'auto_mailer', null],
  ['mailer-daemon', because('from_mailer_daemon'), 'auto_mailer', null],
  ['a machine that reports', because('auto_submitted:auto-generated'), null, null],
  ['a newsletter', because('list_id'), null, null],
  ['an empty mail', blank, 'blank', null],
  ['an empty mail without HTML', { ...blank, html: null }, 'blank', null],
  ['a mere subject', { ...blank, subject: 'Call me' }, null, null],
  ['a mere text', { ...blank, text: 'Call me' }, null, null],
  ['a mere picture', { ...blank, html: '<p><IMG src="cid:1"></p>' }, null, null],
  ['a mere attachment', { ...blank, hasAttachments: true }, null, null],
];

describe('suspicionAbout', () => {
  it.each(cases)('%s: new -> %p, joining -> %p', (_, differs, opens, joins) => {
    const message = anInboundMessage(differs);
    expect(suspicionAbout(message, { joins: false, ownAddresses, force: false })).toBe(opens);
    expect(suspicionAbout(message, { joins: true, ownAddresses, force: false })).toBe(joins);
  });

  it.each(cases)('lets an admin force in: %s', (_, differs) => {
    expect(suspicionAbout(anInboundMessage(differs), { joins: false, ownAddresses, force: true })).toBeNull();
  });

  it('names the first cause of a mail that has all of them, the rest in order as each is taken away', () => {
    const faults: Partial<InboundMessage>[] = [
      { automatic: { is: true, why: ['x_autoreply', 'loop_header'] } },
      fromUs,
      { warnings: ['mail.too_many_recipients'] },
      { bounce },
      because('x_autoreply'),
      blank,
    ];
    const found = faults.map((_, from) => {
      const differs = Object.assign({}, ...faults.slice(from).reverse()) as Partial<InboundMessage>;
      return suspicionAbout(anInboundMessage(differs), { joins: false, ownAddresses, force: false });
    });
    expect(found).toEqual(['loop', 'from_own_address', 'too_many_recipients', 'backscatter', 'auto_mailer', 'blank']);
  });

  it('uses only causes that admins can filter by', () => {
    expect(suspensionCauses).toEqual(expect.arrayContaining(cases.flatMap(([, , cause]) => cause ?? [])));
  });
});
