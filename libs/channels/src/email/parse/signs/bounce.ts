// Recognises a mail that reports what became of an earlier one: RFC 3464 first, then the prose of qmail, Exim and Exchange.
import type { Bounce } from '@diwan/tickets';
import { checkAddrSpec } from '../headers/addr-spec.js';
import { messageIds } from '../headers/message-ids.js';
import type { MimeMail } from '../mime/mime-part.js';
import { readDeliveryStatus } from './delivery-status.js';
import { readProseBounce } from './prose-bounce.js';

/** @param text the mail's own words. */
export function findBounce(mail: MimeMail, text: string): Bounce | null {
  const originalMessageId = returnedId(mail, text);
  const status = mail.parts.find((part) => /^message\/(?:global-)?delivery-status$/.test(part.contentType));
  const reported = status === undefined ? null : readDeliveryStatus(status.content.toString('utf8'));
  if (reported !== null)
    return { ...reported, recipient: reported.recipient || failedRecipient(mail), originalMessageId };
  const prose = readProseBounce(text, { failedRecipient: failedRecipient(mail), fromDaemon: isDaemon(mail) });
  return prose === null ? null : { ...prose, originalMessageId };
}

function failedRecipient(mail: MimeMail): string {
  return checkAddrSpec((mail.headers.first('x-failed-recipients') ?? '').split(',')[0] ?? '');
}

function isDaemon({ headers }: MimeMail): boolean {
  const from = headers.first('from') ?? '';
  const nullPath = headers.all('return-path').some((value) => value.replace(/\s+/g, '') === '<>');
  return nullPath || /mailer-daemon|postmaster|mail delivery|microsoftexchange/i.test(from.slice(0, 500));
}

/** From the returned message or its headers; Exim and qmail quote them in their text. */
function returnedId(mail: MimeMail, text: string): string | null {
  const returned = mail.parts.find((part) =>
    /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/.test(part.contentType),
  );
  const block = returned?.content.toString('latin1', 0, 256 * 1024) ?? text.slice(0, 64 * 1024);
  const line = /^message-id:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,20})/im.exec(block)?.[1];
  return messageIds(line ?? '')[0] ?? null;
}
