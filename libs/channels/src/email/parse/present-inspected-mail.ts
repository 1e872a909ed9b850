import type { Address, Automatic, Bounce } from '@diwan/tickets';
import type { ParsedMail } from '../parsed-mail.js';

/** What `mail inspect` prints of one mail, as JSON. */
export type InspectedMail = {
  file: string;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** ISO 8601 in UTC. */
  date: string | null;
  subject: string;
  from: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  text: string;
  html: string | null;
  replyText: string;
  attachments: {
    name: string;
    contentType: string;
    size: number;
    sha256: string;
    contentId: string | null;
    inline: boolean;
  }[];
  automatic: Automatic;
  bounce: Bounce | null;
  charsetGuessed: boolean;
  warnings: string[];
};

/** @param file as the caller named it. */
export function presentInspectedMail(file: string, mail: ParsedMail): InspectedMail {
  const {
    messageId,
    references,
    subject,
    from,
    replyTo,
    to,
    cc,
    text,
    html,
    automatic,
    bounce,
    charsetGuessed,
    warnings,
  } = mail;
  return {
    file,
    messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references,
    date: mail.date?.toISOString() ?? null,
    subject,
    from,
    replyTo,
    to,
    cc,
    text,
    html,
    replyText: mail.replyText,
    attachments: mail.attachments.map(({ name, contentType, sizeBytes, sha256, contentId, inline }) => ({
      name,
      contentType,
      size: sizeBytes,
      sha256,
      contentId,
      inline,
    })),
    automatic,
    bounce,
    charsetGuessed,
    warnings,
  };
}
