import type { Address, Automatic, Bounce, InboundAttachment } from '@diwan/tickets';

/** A file that came with a mail, its bytes included. */
export type MailAttachment = InboundAttachment & { content: Uint8Array };

/** Exactly what the adapter makes of one raw mail. Ids are without angle brackets. */
export type ParsedMail = {
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  threadIndex: string | null;
  date: Date | null;
  subject: string;
  from: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  /** Delivered-To, X-Original-To, Envelope-To and their kin, in header order, addresses only. */
  deliveredTo: string[];
  text: string;
  /** Sanitised; `cid:` references are left as they are. Null when the mail has no HTML part. */
  html: string | null;
  /** The new part of `text`. */
  replyText: string;
  language: string | null;
  attachments: MailAttachment[];
  automatic: Automatic;
  bounce: Bounce | null;
  /** Raw values of Authentication-Results, newest (top) first. */
  authenticationResults: string[];
  /** Our own loop header, when one of ours sent it. */
  loopHeader: string | null;
  charsetGuessed: boolean;
  /** Codes, for example 'mail.missing_from', 'mail.too_many_parts', 'mail.html_truncated'. */
  warnings: string[];
};
