import type { Address } from './inbound-message.js';
import type { ChannelKind } from './channel-kind.js';

export type OutboundAttachment = {
  name: string;
  contentType: string;
  /** Reads the bytes when the channel needs them, so that a queue of messages does not hold their files in memory. */
  read: () => Promise<Uint8Array>;
  contentId: string | null;
  inline: boolean;
};

/** What a channel is asked to send. Complete: the channel adds wire form and nothing else. */
export type OutboundMessage = {
  channel: ChannelKind;
  /** Fixed before the first attempt and the same in every attempt (promise P7); without angle brackets. */
  messageId: string;
  from: Address;
  replyTo: Address | null;
  to: Address[];
  cc: Address[];
  subject: string;
  text: string;
  html: string | null;
  inReplyTo: string | null;
  /** Oldest first, at most 20. */
  references: string[];
  threadIndex: string | null;
  /** BCP 47 language of the text, for `lang` and `dir`. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** Written by Diwan itself and not by a person: marked so that no machine answers it. */
  automatic: boolean;
  attachments: OutboundAttachment[];
};
