import type { OutboundAttachment, OutboundMessage } from '@diwan/tickets';

/** A complete, ordinary reply; a test names what it is about. */
export function anOutboundMessage(overrides: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    channel: 'email',
    messageId: 't.42.0191d2a4.k1-aaaaaaaaaaaaaaaa@diwan.test',
    from: { name: 'Support', address: 'support@diwan.test' },
    replyTo: { name: 'Support', address: 'support+t42.k1-aaaaaaaaaaaaaaaa@diwan.test' },
    to: [{ name: 'Sara', address: 'sara@customer.test' }],
    cc: [],
    subject: 'Re: Order 1001',
    text: 'We have sent it today.',
    html: null,
    inReplyTo: null,
    references: [],
    threadIndex: null,
    language: 'en',
    direction: 'ltr',
    automatic: false,
    attachments: [],
    ...overrides,
  };
}

export function anOutboundAttachment(overrides: Partial<OutboundAttachment> = {}): OutboundAttachment {
  return {
    name: 'invoice.pdf',
    contentType: 'application/pdf',
    read: async () => Buffer.from('%PDF-1.4'),
    contentId: null,
    inline: false,
    ...overrides,
  };
}
