/** Makes the bytes of a mail. MIME, folding and RFC 2047/2231 encoding are nodemailer's; what goes in is decided here. */
import MailComposer, { type MailComposerAttachment, type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type { Address, OutboundAttachment, OutboundMessage } from '@diwan/tickets';
import { ChannelError } from '../../channel-error.js';
import { headerContentType, headerId, headerText, isSendableAddress } from './header-values.js';
import { markParagraphDirections } from './paragraph-direction.js';
import { extendThreadIndex } from './thread-index.js';

export type ComposeOptions = {
  /** Value of `X-Diwan-Loop` on automatic mail, by which an installation knows its own. */
  loopHeader?: string;
  /** For `Date` and `Thread-Index`; the present unless given. */
  now?: Date;
};

const mostReferences = 20;

/**
 * @returns the whole mail, CRLF line ends, 7-bit headers.
 * @throws ChannelError `channel.rejected` for an address or Message-ID that cannot stand in a header.
 */
export async function composeMail(message: OutboundMessage, options: ComposeOptions = {}): Promise<Buffer> {
  const now = options.now ?? new Date();
  const mail: MailComposerOptions = {
    from: addressOf(message.from),
    to: message.to.map(addressOf),
    cc: message.cc.map(addressOf),
    ...(message.replyTo && { replyTo: addressOf(message.replyTo) }),
    subject: headerText(message.subject),
    messageId: requiredId(message.messageId),
    date: now,
    text: markParagraphDirections(message.text, message.direction),
    attachments: await Promise.all(message.attachments.map(attachmentOf)),
    headers: extraHeaders(message, { loopHeader: options.loopHeader, now }),
    newline: 'win',
    textEncoding: 'B',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...threading(message),
  };
  if (message.html !== null) mail.html = wrapHtml(message.html, message);
  return new MailComposer(mail).compile().build();
}

function threading(message: OutboundMessage): Pick<MailComposerOptions, 'inReplyTo' | 'references'> {
  const inReplyTo = message.inReplyTo === null ? null : headerId(message.inReplyTo);
  const references = message.references.flatMap((id) => headerId(id) ?? []).slice(-mostReferences);
  return {
    ...(inReplyTo !== null && { inReplyTo: `<${inReplyTo}>` }),
    ...(references.length > 0 && { references: references.map((id) => `<${id}>`) }),
  };
}

/** RFC 3834 section 5 and Microsoft's [MS-OXCMAIL] X-Auto-Response-Suppress: between them most machines keep quiet. */
function extraHeaders(
  message: OutboundMessage,
  { loopHeader, now }: { loopHeader: string | undefined; now: Date },
): Record<string, string> {
  const headers: Record<string, string> = {};
  const threadIndex = message.threadIndex === null ? null : extendThreadIndex(message.threadIndex, now);
  if (threadIndex !== null) headers['Thread-Index'] = threadIndex;
  if (message.automatic) {
    headers['Auto-Submitted'] = 'auto-replied';
    headers['X-Auto-Response-Suppress'] = 'All';
    if (loopHeader !== undefined) headers['X-Diwan-Loop'] = headerText(loopHeader);
  }
  return headers;
}

function addressOf(address: Address): Address {
  if (!isSendableAddress(address.address)) {
    throw new ChannelError('channel.rejected', {
      retryable: false,
      message: 'An address of this message cannot be sent to',
    });
  }
  return { name: headerText(address.name), address: address.address };
}

function requiredId(id: string): string {
  const checked = headerId(id);
  if (checked === null) {
    throw new ChannelError('channel.rejected', {
      retryable: false,
      message: 'The Message-ID has characters that cannot be sent',
    });
  }
  return `<${checked}>`;
}

async function attachmentOf(attachment: OutboundAttachment): Promise<MailComposerAttachment> {
  const bytes = await attachment.read();
  const cid = attachment.contentId === null ? null : headerId(attachment.contentId);
  return {
    filename: headerText(attachment.name) || false,
    contentType: headerContentType(attachment.contentType),
    content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    contentDisposition: attachment.inline ? 'inline' : 'attachment',
    ...(attachment.inline && cid !== null && { cid }),
  };
}

/**
 * States the direction twice: Gmail drops html and body and then guesses, so the div repeats it, and "ltr" has to be said
 * too or English lands on the right in an RTL inbox. `text-align: start` is not understood by Outlook.
 */
function wrapHtml(html: string, { direction, language }: OutboundMessage): string {
  const lang = /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/.test(language) ? ` lang="${language}"` : '';
  const style = `direction:${direction};text-align:${direction === 'rtl' ? 'right' : 'left'}`;
  return (
    `<!DOCTYPE html>\n<html${lang} dir="${direction}"><head><meta charset="utf-8"></head><body>` +
    `<div dir="${direction}"${lang} style="${style}">${html}</div></body></html>\n`
  );
}
