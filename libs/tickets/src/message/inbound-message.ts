import type { ChannelKind } from './channel-kind.js';

/** An address as shown on the wire. `address` is lower-cased and checked, or '' where the wire held nothing usable. */
export type Address = { name: string; address: string };

/** Whether a machine wrote it, and every sign that says so (empty when it did not). */
export type Automatic = { is: boolean; why: string[] };

export type Bounce = {
  /** RFC 3464: `failed` and `delayed` matter; `delivered`, `relayed` and `expanded` are only recorded. */
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Enhanced status code, for example '5.1.1'; '' when the report gave none. */
  status: string;
  recipient: string;
  /** The other side's words. */
  diagnostic: string;
  /** Message-ID of the mail that came back, without angle brackets, if the report quotes it. */
  originalMessageId: string | null;
};

export type InboundAttachment = {
  name: string;
  contentType: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
  /** Without angle brackets. */
  contentId: string | null;
  /** Shown inside the HTML rather than below it. */
  inline: boolean;
};

/**
 * What a channel makes of one thing that came in: wire details gone, nothing decided yet. It never names a ticket;
 * `proofs` are the ticket numbers whose message authentication code the adapter has checked.
 */
export type InboundMessage = {
  channel: ChannelKind;
  /** Null when the sender's address is missing or too odd to key an identity on (an unverified sender). */
  from: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  subject: string;
  text: string;
  replyText: string;
  html: string | null;
  /** BCP 47, or null when unknown. */
  language: string | null;
  /** The sender's own claim. Never orders and never starts a clock. */
  sentAt: Date | null;
  messageId: string | null;
  inReplyTo: string[];
  /** Oldest first, at most 100. */
  references: string[];
  /** First 22 bytes of Outlook's Thread-Index, base64. */
  threadIndex: string | null;
  proofs: ThreadProof[];
  automatic: Automatic;
  bounce: Bounce | null;
  /** Verdict of the configured authentication server alone; 'none' when it said nothing. */
  authentication: 'pass' | 'fail' | 'none';
  hasAttachments: boolean;
  warnings: string[];
};

/** A checked claim that this message answers ticket `ticketNumber`. */
export type ThreadProof = { by: 'reply_address' | 'message_id'; ticketNumber: number };
