/** Sends mail through one configured server. */
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { OutboundMessage } from '@diwan/tickets';
import type { Channel, SendReceipt } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import type { ServerSettings } from '../mailbox-settings.js';
import { withAccessToken } from '../oauth/with-access-token.js';
import { composeMail } from './compose-mail.js';
import { smtpOptions } from './smtp-options.js';
import { translateSmtpError, type SendStage } from './smtp-errors.js';

export type EmailChannelOptions = {
  settings: ServerSettings;
  /** See `ComposeOptions`. */
  loopHeader?: string;
  /** What EHLO says; the machine's own name unless given. */
  name?: string;
  /** Milliseconds without a byte before a connection counts as dead (RFC 5321 4.5.3.2 asks 10 min after the dot). */
  socketTimeoutMs?: number;
};

export function createEmailChannel(options: EmailChannelOptions): Channel {
  const pool = createPool(options);
  let closed = false;
  return {
    kind: 'email',
    async send(message) {
      if (closed) throw new ChannelError('channel.failed', { retryable: true, message: 'The channel is closed' });
      // Reading an attachment may fail too, and then nothing has been sent.
      const mail = await composeMail(message, options).catch((error: unknown) =>
        Promise.reject(translateSmtpError(error)),
      );
      return withAccessToken(options.settings.auth, (accessToken) => {
        pool.signInWith(accessToken);
        return deliver(pool, message, mail);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      pool.transport.close();
    },
  };
}

/**
 * `maxRequeues: 0`: the library would otherwise send again by itself when a connection closes, and whether that is safe is
 * for the delivery queue to say. Connections are given up after 30 s of idling, before most servers hang up on them.
 */
function createPool({ settings, name, socketTimeoutMs = 600_000 }: EmailChannelOptions) {
  let accessToken: string | null = null;
  const transport = createTransport({
    ...smtpOptions(settings, () => accessToken ?? ''),
    pool: true,
    maxConnections: 2,
    maxRequeues: 0,
    idleTimeout: 30_000,
    socketTimeout: socketTimeoutMs,
    ...(name !== undefined && { name }),
  });
  // Failures of a send reach its promise; what a pooled connection says beside that must not end the process.
  transport.on('error', () => undefined);

  // The stream below is read only after the server's 354 and ends when its last byte is on the way to the socket, the dot
  // right behind it. Listening to 'end' reads nothing. Up to that moment the server cannot have taken the mail.
  const onEndOfData = new WeakMap<Readable, () => void>();
  transport.use('stream', (mail, done) => {
    const { raw } = mail.data;
    mail.message.processFunc((input) => {
      input.once('end', () => {
        if (raw instanceof Readable) onEndOfData.get(raw)?.();
      });
      return input;
    });
    done();
  });
  return {
    transport,
    onEndOfData,
    /** From now on; connections that are open stay. */
    signInWith(token: string | null): void {
      accessToken = token;
    },
  };
}

async function deliver(
  { transport, onEndOfData }: ReturnType<typeof createPool>,
  message: OutboundMessage,
  mail: Buffer,
): Promise<SendReceipt> {
  const raw = Readable.from(inChunks(mail), { objectMode: false });
  let stage: SendStage = 'before_end_of_data';
  onEndOfData.set(raw, () => {
    stage = 'after_end_of_data';
  });
  const recipients = [...message.to, ...message.cc].map(({ address }) => address);
  try {
    const sent = await transport.sendMail({
      envelope: {
        // The null sender, so that nothing bounces back to us and starts a conversation between machines.
        from: message.automatic ? '' : message.from.address,
        to: [...new Set(recipients)],
        size: mail.length,
      },
      raw,
    });
    return { response: sent.response, rejected: sent.rejected.map(String) };
  } catch (error) {
    throw translateSmtpError(error, stage);
  }
}

/** One chunk would be swallowed whole by the first buffer on the way, and every broken connection would look uncertain. */
function* inChunks(mail: Buffer): Generator<Buffer> {
  const chunkBytes = 16_384;
  for (let start = 0; start < mail.length; start += chunkBytes) yield mail.subarray(start, start + chunkBytes);
}
