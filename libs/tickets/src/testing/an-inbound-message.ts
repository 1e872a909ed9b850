import type { InboundMessage } from '../message/inbound-message.js';

/** A person's plain mail from sara@example.org that proves nothing; give what the spec is about. */
export function anInboundMessage(differs: Partial<InboundMessage> = {}): InboundMessage {
  return {
    channel: 'email',
    from: { name: 'Sara Ahmadi', address: 'sara@example.org' },
    replyTo: [],
    to: [{ name: '', address: 'support@diwan.test' }],
    cc: [],
    subject: 'Re: [#1001] Order',
    text: 'It has not arrived.',
    replyText: 'It has not arrived.',
    html: null,
    language: null,
    sentAt: null,
    messageId: 'a@example.org',
    inReplyTo: [],
    references: [],
    threadIndex: null,
    proofs: [],
    automatic: { is: false, why: [] },
    bounce: null,
    authentication: 'none',
    hasAttachments: false,
    warnings: [],
    ...differs,
  };
}
