/** Sends mail through one configured server. */
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { OutboundMessage } from '@diwan/tickets';
import type { BeforeHandOver, Channel, SendReceipt } from '../../channel.js';
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
    async send(message, beforeHandOver) {
      if (closed) throw new ChannelError('channel.failed', { retryable: true, message: 'The channel is closed' });
      // Reading an attachment may fail too, and then nothing has been sent.
      const mail = await composeMail(message, options).catch((error: unknown) =>
        Promise.reject(translateSmtpError(error)),
      );
      return withAccessToken(options.settings.auth, (accessToken) => {
        pool.signInWith(accessToken);
        return deliver(pool, message, { mail, beforeHandOver });
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

  // The stream below is read only after the server's 354. Its last piece is held back until the hand-over was announced, and
  // the dot goes right behind it: up to that moment the server cannot have taken the mail.
  const onLastPiece = new WeakMap<Readable, BeforeHandOver>();
  transport.use('stream', (mail, done) => {
    const { raw } = mail.data;
    const announce = raw instanceof Readable ? onLastPiece.get(raw) : undefined;
    mail.message.processFunc((input) =>
      announce ? Readable.from(withPauseBeforeLast(input, announce), { objectMode: false }) : input,
    );
    done();
  });
  return {
    transport,
    onLastPiece,
    /** From now on; connections that are open stay. */
    signInWith(token: string | null): void {
      accessToken = token;
    },
  };
}

type Sent = { mail: Buffer; beforeHandOver: BeforeHandOver | undefined };

async function deliver(
  { transport, onLastPiece }: ReturnType<typeof createPool>,
  message: OutboundMessage,
  { mail, beforeHandOver }: Sent,
): Promise<SendReceipt> {
  const raw = Readable.from(inPieces(mail), { objectMode: false });
  const progress: { stage: SendStage; refusal?: unknown } = { stage: 'before_end_of_data' };
  onLastPiece.set(raw, async () => {
    await beforeHandOver?.().catch((reason: unknown) => {
      progress.refusal = reason;
      throw reason;
    });
    progress.stage = 'after_end_of_data';
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
    throw translateSmtpError(progress.refusal ?? error, progress.stage);
  }
}

/** One piece would be swallowed whole by the first buffer on the way, and every broken connection would look uncertain. */
function* inPieces(mail: Buffer): Generator<Buffer> {
  const pieceBytes = 16_384;
  for (let start = 0; start < mail.length; start += pieceBytes) yield mail.subarray(start, start + pieceBytes);
}

async function* withPauseBeforeLast(input: AsyncIterable<Buffer>, pause: () => Promise<void>): AsyncGenerator<Buffer> {
  let held: Buffer | null = null;
  for await (const piece of input) {
    if (held !== null) yield held;
    held = piece;
  }
  await pause();
  if (held !== null) yield held;
}
