/** One mail as it came over the wire, before anybody has looked inside. */
export type RawMail = {
  bytes: Buffer;
  envelope: MailEnvelope;
  /** Where an IMAP receiver read it; null for SMTP and imports. */
  position: MailboxPosition | null;
  /** The original was larger than the limit; `bytes` holds its headers and first 256 KB, the rest stays in the mailbox. */
  truncated: boolean;
};

export type MailEnvelope = {
  /** MAIL FROM; '' is the null sender of automatic mail, null when there was no envelope (IMAP). */
  from: string | null;
  /** RCPT TO; empty when there was no envelope. */
  to: string[];
};

export type MailboxPosition = { folder: string; uidValidity: string; uid: number };

/** Everything up to and including `lastUid` of this mailbox incarnation has been stored. */
export type MailboxCursor = { folder: string; uidValidity: string; lastUid: number };
