import type { MailboxPosition, RawMail } from '@diwan/channels';

export type MailWish = {
  from?: string;
  to?: string;
  cc?: string;
  subject?: string;
  text?: string;
  /** Without angle brackets; null leaves the field out. */
  id?: string | null;
  inReplyTo?: string;
  references?: string[];
  /** Further fields, verbatim. */
  headers?: Record<string, string>;
  envelopeFrom?: string | null;
  envelopeTo?: string[];
  position?: MailboxPosition | null;
};

let made = 0;

const bracketed = (id: string): string => `<${id}>`;

function fieldsOf(wish: MailWish & { id: string | null }): Record<string, string | null | undefined> {
  return {
    From: wish.from ?? 'Sara <sara@customer.test>',
    To: wish.to ?? 'support@diwan.test',
    Cc: wish.cc,
    Subject: wish.subject ?? 'A question',
    'Message-ID': wish.id && bracketed(wish.id),
    'In-Reply-To': wish.inReplyTo && bracketed(wish.inReplyTo),
    References: wish.references?.map(bracketed).join(' '),
    Date: 'Sun, 22 Nov 2026 09:30:00 +0000',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...wish.headers,
  };
}

/** A small mail as it comes over the wire. Every one differs from all others unless told to be the same. */
export function aRawMail(wish: MailWish = {}): RawMail {
  const number = ++made;
  const fields = fieldsOf({ ...wish, id: wish.id === undefined ? `mail-${number}@customer.test` : wish.id });
  const head = Object.entries(fields)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => `${name}: ${value}\r\n`);
  const text = wish.text ?? `Hello, this is mail ${number}.`;
  return {
    bytes: Buffer.from(`${head.join('')}\r\n${text}\r\n`),
    envelope: { from: wish.envelopeFrom ?? null, to: wish.envelopeTo ?? [] },
    position: wish.position ?? null,
    truncated: false,
  };
}

/** The same place of the same mailbox, one mail after the other. */
export const positionOf = (uid: number, uidValidity = '1'): MailboxPosition => ({ folder: 'INBOX', uidValidity, uid });
