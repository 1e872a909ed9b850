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

/** A small mail as it comes over the wire. Every one differs from all others unless told to be the same. */
export function aRawMail(wish: MailWish = {}): RawMail {
  const number = ++made;
  const from = wish.from ?? 'Sara <sara@customer.test>';
  const id = wish.id === undefined ? `mail-${number}@customer.test` : wish.id;
  const fields: [string, string | undefined][] = [
    ['From', from],
    ['To', wish.to ?? 'support@diwan.test'],
    ['Cc', wish.cc],
    ['Subject', wish.subject ?? 'A question'],
    ['Message-ID', id === null ? undefined : `<${id}>`],
    ['In-Reply-To', wish.inReplyTo && `<${wish.inReplyTo}>`],
    ['References', wish.references?.map((each) => `<${each}>`).join(' ')],
    ['Date', 'Sun, 22 Nov 2026 09:30:00 +0000'],
    ['MIME-Version', '1.0'],
    ...Object.entries({ 'Content-Type': 'text/plain; charset=utf-8', ...wish.headers }),
  ];
  const head = fields.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = wish.text ?? `Hello, this is mail ${number}.`;
  return {
    bytes: Buffer.from(`${head.join('')}\r\n${text}\r\n`),
    envelope: { from: wish.envelopeFrom === undefined ? null : wish.envelopeFrom, to: wish.envelopeTo ?? [] },
    position: wish.position ?? null,
    truncated: false,
  };
}

/** The same place of the same mailbox, one mail after the other. */
export const positionOf = (uid: number, uidValidity = '1'): MailboxPosition => ({ folder: 'INBOX', uidValidity, uid });
