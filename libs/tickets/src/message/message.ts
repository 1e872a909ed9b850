import type { ChannelKind } from './channel-kind.js';
import type { Actor } from './actor.js';
import type { Address, Automatic } from './inbound-message.js';

export const messageKinds = ['inbound', 'outbound', 'note'] as const;
export type MessageKind = (typeof messageKinds)[number];

/**
 * One entry of a ticket. `seq` orders messages (a mail's own `Date` never does, promise P6); `sentAt` is what the sender
 * claims and is only shown.
 */
export type Message = {
  id: string;
  ticketId: string;
  seq: number;
  kind: MessageKind;
  channel: ChannelKind;
  author: Actor;
  authorName: string;
  from: Address | null;
  to: Address[];
  cc: Address[];
  subject: string;
  /** All text, quotes included. */
  text: string;
  /** The new part of `text`; the rest is the quote that the inbox collapses. */
  replyText: string;
  /** Sanitised HTML, or null for plain text. */
  html: string | null;
  /** The wire's own id, without angle brackets. */
  messageId: string | null;
  automatic: Automatic;
  sentAt: Date | null;
  createdAt: Date;
  warnings: string[];
};

type MailFields = 'from' | 'to' | 'cc' | 'subject' | 'messageId' | 'sentAt' | 'warnings';

/** What only mail fills in, of a message that is none. */
export function withoutMail(): Pick<Message, MailFields> {
  return { from: null, to: [], cc: [], subject: '', messageId: null, sentAt: null, warnings: [] };
}
