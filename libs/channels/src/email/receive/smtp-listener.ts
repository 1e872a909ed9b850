/** Takes mail by SMTP: stored first, acknowledged then. It knows recipients, no passwords, and forwards nothing. */
import type { Readable } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope, type SMTPServerOptions } from 'smtp-server';
import { ChannelError } from '../../channel-error.js';
import type { RawMail } from '../raw-mail.js';

export type SmtpListenerOptions = {
  host: string;
  /** 0 lets the system choose; `start` says which. */
  port: number;
  /** What the greeting and EHLO call this server. */
  name: string;
  /** 50 MB. */
  maxMailBytes?: number;
  /** Whether a mailbox of ours has this address, in lower case; tokened addresses included. */
  acceptRecipient: (address: string) => Promise<boolean>;
  /** Commits, or rejects and has done nothing. The same mail may come again when our answer was lost. */
  store: (mail: RawMail) => Promise<void>;
  /** Hears once of each failure of `acceptRecipient` or `store`: the wire learns nothing of it. It must not throw. */
  onError?: (error: unknown) => void;
  /** Connections at a time (50). */
  maxClients?: number;
  /** Bytes of mails in reception at a time (256 MB); above it a mail is put off. */
  maxBytesInFlight?: number;
  /** Milliseconds of silence before a connection is closed (5 min, RFC 5321 4.5.3.2.7). */
  idleMs?: number;
  /** Certificate and key; STARTTLS is offered only with them. */
  tls?: Pick<SecureContextOptions, 'cert' | 'key'>;
};

export type SmtpListener = {
  /** @throws ChannelError `channel.misconfigured` when the port cannot be had. */
  start: () => Promise<{ port: number }>;
  /** Stops taking connections, gives running ones 5 s. */
  close: () => Promise<void>;
};

const mostRecipients = 100;

export function createSmtpListener(options: SmtpListenerOptions): SmtpListener {
  const { host, port, maxMailBytes = 52_428_800, maxBytesInFlight = 268_435_456 } = options;
  const budget = { maxMailBytes, maxBytesInFlight, inFlight: 0 };
  const server = new SMTPServer({
    ...serverOptions(options, maxMailBytes),
    onRcptTo({ address }, _session, done) {
      void answer(isOurs(options, address), done);
    },
    onData(stream, { envelope }, done) {
      void answer(receive(stream, { envelope, budget, options }), (refusal) => done(refusal, 'Ok: stored'));
    },
  });
  // Broken connections of clients arrive here; each has been answered or is gone, and none concerns the listener.
  server.on('error', () => undefined);

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const refuse = (error: Error): void => reject(cannotListen(error, `${host}:${port}`));
        server.server.once('error', refuse);
        server.listen(port, host, () => {
          server.server.removeListener('error', refuse);
          const bound = server.server.address();
          resolve({ port: bound !== null && typeof bound === 'object' ? bound.port : port });
        });
      }),
    close: () => new Promise((resolve) => (server.server.listening ? server.close(() => resolve()) : resolve())),
  };
}

function serverOptions(
  { name, maxClients = 50, idleMs = 300_000, tls }: SmtpListenerOptions,
  size: number,
): SMTPServerOptions {
  return {
    ...tls,
    name,
    size,
    // The SIZE a client announces is refused at MAIL (RFC 1870 6.1); what it sends beyond is counted below.
    rejectOversized: true,
    maxRecipients: mostRecipients,
    maxClients,
    socketTimeout: idleMs,
    closeTimeout: 5_000,
    authOptional: true,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    hideENHANCEDSTATUSCODES: false,
    // A promise to report delivery would have to be kept (RFC 3461).
    hideDSN: true,
    // No look-ups about strangers: nothing uses their names.
    disableReverseLookup: true,
    logger: false,
  };
}

type Reply = Error & { responseCode: number };
const reply = (responseCode: number, message: string): Reply => Object.assign(new Error(message), { responseCode });

/** Neither `work` rejects nor `done` throws: both end in a reply. */
async function answer(work: Promise<Reply | null>, done: (refusal: Reply | null) => void): Promise<void> {
  done(await work);
}

const later = 'Temporary failure, please try again later';

/** @returns null for a recipient of ours. What went wrong inside is nobody's business outside. */
async function isOurs({ acceptRecipient, onError }: SmtpListenerOptions, address: string): Promise<Reply | null> {
  try {
    return (await acceptRecipient(address.toLowerCase())) ? null : reply(550, 'No such recipient here');
  } catch (error) {
    onError?.(error);
    return reply(451, later);
  }
}

type Budget = { maxMailBytes: number; maxBytesInFlight: number; inFlight: number };

type Reception = { envelope: SMTPServerEnvelope; budget: Budget; options: SmtpListenerOptions };

/** @returns null once the mail is stored: only then may the 250 go out (promise P2). */
async function receive(stream: SMTPServerDataStream, { envelope, budget, options }: Reception): Promise<Reply | null> {
  const held = { bytes: 0 };
  try {
    const bytes = await collect(stream, held, budget);
    if (stream.sizeExceeded || stream.byteLength > budget.maxMailBytes) return reply(552, 'Message is too large');
    if (bytes === null) return reply(451, later);
    await options
      .store({
        bytes,
        envelope: {
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
        },
        position: null,
        truncated: false,
      })
      .catch((error: unknown) => {
        options.onError?.(error);
        throw error;
      });
    return null;
  } catch {
    // Not stored, which has been told, or the client broke off, which is its own affair.
    return reply(451, later);
  } finally {
    budget.inFlight -= held.bytes;
  }
}

/** Reads to the end in any case, as the protocol wants it; null when there was no room for it. */
async function collect(stream: Readable, held: { bytes: number }, budget: Budget): Promise<Buffer | null> {
  let chunks: Buffer[] | null = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const hasRoom =
      held.bytes + chunk.length <= budget.maxMailBytes && budget.inFlight + chunk.length <= budget.maxBytesInFlight;
    if (chunks === null || !hasRoom) {
      chunks = null;
      continue;
    }
    chunks.push(chunk);
    held.bytes += chunk.length;
    budget.inFlight += chunk.length;
  }
  return chunks === null ? null : Buffer.concat(chunks);
}

function cannotListen(cause: Error & { code?: string }, where: string): ChannelError {
  const why: Record<string, string> = {
    EADDRINUSE: `${where} is already in use by another program`,
    EACCES: `This user may not listen on ${where}`,
    EADDRNOTAVAIL: `${where} is not an address of this machine`,
  };
  const message = why[cause.code ?? ''] ?? `Cannot listen on ${where}`;
  return new ChannelError('channel.misconfigured', { retryable: true, message, cause });
}
