// Entry of a parser thread: one mail at a time, attachments' bytes are handed over and not copied.
import { parentPort } from 'node:worker_threads';
import type { MailAttachment, ParsedMail } from '../../parsed-mail.js';
import { parseMail } from '../parse-mail.js';
import type { ParseReply, ParseRequest, PostedMail } from './worker-messages.js';

const port = parentPort;
if (port === null) throw new Error('mail-parser-worker runs in a worker thread');

function reply(message: ParseReply, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

async function answer({ raw, options }: ParseRequest): Promise<void> {
  try {
    const mail = ownBytes(await parseMail(raw, options));
    reply({ kind: 'parsed', mail }, [...new Set(mail.attachments.map(({ content }) => content.buffer as ArrayBuffer))]);
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** A view into a larger buffer would drag all of it over, and Node's pooled buffers cannot be transferred. */
function ownBytes(mail: ParsedMail): PostedMail {
  const own = (attachment: MailAttachment): MailAttachment => {
    const { content } = attachment;
    const whole = content.byteLength === content.buffer.byteLength && content.byteLength > 64 * 1024;
    return { ...attachment, content: whole ? new Uint8Array(content.buffer) : new Uint8Array(content) };
  };
  const replyText = mail.replyText === mail.text ? null : mail.replyText;
  return { ...mail, replyText, attachments: mail.attachments.map(own) };
}

port.on('message', (request: ParseRequest) => {
  // `answer` catches everything itself.
  void answer(request);
});
reply({ kind: 'ready' });
