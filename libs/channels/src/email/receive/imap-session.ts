/** One connection to one folder, from greeting to loss. It reads and flags; what to read next is the receiver's business. */
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { ChannelError } from '../../channel-error.js';
import type { ServerSettings } from '../mailbox-settings.js';
import { withAccessToken } from '../oauth/with-access-token.js';
import { translateImapError } from './imap-errors.js';
import { imapOptions } from './imap-options.js';
import type { ReceiverClock } from './receiver-clock.js';

export type ListedMail = { uid: number; sizeBytes: number };

export type ImapSession = {
  readonly uidValidity: string;
  lastByteAt: () => Date;
  /** Every mail with a higher UID, ascending. */
  listAfter: (uid: number) => Promise<ListedMail[]>;
  /** Of these UIDs, those that are still in the folder. */
  listStillThere: (uids: readonly number[]) => Promise<Set<number>>;
  /** Whole mails by UID in one pipelined FETCH; what the server did not send is absent. */
  fetchWhole: (uids: readonly number[]) => Promise<Map<number, Buffer>>;
  /** The header and the beginning of the body, or null when the server sent nothing for it. */
  fetchHead: (uid: number) => Promise<Buffer | null>;
  /** @returns false when the folder cannot be written to or the server refused. */
  markSeen: (uids: readonly number[]) => Promise<boolean>;
  /** Returns when something may have come, after `pollMs` at the latest, or when `signal` is aborted. */
  waitForNews: (pollMs: number, signal: AbortSignal) => Promise<void>;
  close: () => void;
};

export type ImapSessionOptions = {
  settings: ServerSettings & { folder: string };
  clock: ReceiverClock;
  /** Milliseconds without a byte after which the connection counts as half-open. */
  watchdogMs: number;
  maxMailBytes: number;
  signal: AbortSignal;
};

/** A mail that is too large is kept as its header (itself at most 2 MB) and the first 256 KB. */
const headBytes = { header: 2_097_152, body: 262_144 };

/** @throws ChannelError; its session throws what imapflow throws or what the watchdog does, and `translateImapError` knows both. */
export function openImapSession(options: ImapSessionOptions): Promise<ImapSession> {
  return withAccessToken(options.settings.auth, (accessToken) =>
    connect(options, accessToken).catch((error: unknown) => Promise.reject(translateImapError(error))),
  );
}

async function connect(options: ImapSessionOptions, accessToken: string | null): Promise<ImapSession> {
  const { settings, maxMailBytes } = options;
  // 17 MB that a process without a mailbox of this kind does not need.
  const imapflow = await import('imapflow');
  const client = new imapflow.ImapFlow({
    ...imapOptions(settings, accessToken),
    // The watchdog below knows when silence is nobody's fault; imapflow's own would end a session during a slow store.
    socketTimeout: 86_400_000,
    // RFC822.SIZE is only a claim: whatever arrives beyond these is cut off rather than kept in memory.
    maxLiteralSize: maxMailBytes + 1_048_576,
    maxResponseSize: maxMailBytes + 8_388_608,
  });
  const line = watchLine(client, options);
  const use = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      const result = await line.expecting(command);
      // imapflow answers with "nothing" when the connection or the folder went away meanwhile: that must not look empty.
      if (!client.usable || client.mailbox === false) throw lost();
      return result;
    } catch (error) {
      throw line.failure() ?? error;
    }
  };
  try {
    await line.expecting(async () => {
      await client.connect();
      await client.mailboxOpen(settings.folder);
    });
  } catch (error) {
    line.end();
    throw line.failure() ?? error;
  }
  const mailbox = client.mailbox;
  if (mailbox === false) {
    line.end();
    throw line.failure() ?? lost();
  }
  const fetch = (range: string, query: { size?: true; source?: true }): Promise<FetchMessageObject[]> =>
    use(() => client.fetchAll(range, { uid: true, ...query }, { uid: true }));

  return {
    uidValidity: String(mailbox.uidValidity),
    lastByteAt: line.lastByteAt,
    async listAfter(uid) {
      line.forgetNews();
      // "n:*" with n beyond the last mail means the last mail (RFC 3501 6.4.8), hence the filter.
      const listed = await fetch(`${uid + 1}:*`, { size: true });
      const sizes = new Map(listed.filter((mail) => mail.uid > uid).map((mail) => [mail.uid, mail.size ?? 0]));
      return [...sizes].map(([uid, sizeBytes]) => ({ uid, sizeBytes })).sort((a, b) => a.uid - b.uid);
    },
    async listStillThere(uids) {
      return new Set((await fetch(uids.join(','), {})).map(({ uid }) => uid));
    },
    async fetchWhole(uids) {
      const mails = await fetch(uids.join(','), { source: true });
      // Flag changes of others arrive as FETCH responses too and carry no source.
      return new Map(mails.flatMap(({ uid, source }) => (source === undefined ? [] : [[uid, source] as const])));
    },
    async fetchHead(uid) {
      const bodyParts = [
        { key: 'HEADER', start: 0, maxLength: headBytes.header },
        { key: 'TEXT', start: 0, maxLength: headBytes.body },
      ];
      const found = await use(() => client.fetchAll(String(uid), { uid: true, bodyParts }, { uid: true }));
      return found.map(headOf).find((head) => head !== null) ?? null;
    },
    async markSeen(uids) {
      if (mailbox.readOnly === true) return false;
      return use(() => client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true, silent: true }));
    },
    async waitForNews(pollMs, signal) {
      // Ends by itself when the NOOP below breaks it or the connection is lost, which the NOOP then reports.
      if (client.capabilities.has('IDLE')) void client.idle().catch(() => undefined);
      await line.newsWithin(pollMs, signal);
      if (!signal.aborted) await use(() => client.noop());
    },
    close: line.end,
  };
}

const lost = (): ChannelError =>
  new ChannelError('channel.unreachable', { retryable: true, message: 'The connection to the mailbox was lost' });

/** imapflow names the parts as the server does, which may add the section's origin or change its case. */
function headOf({ headers, bodyParts }: FetchMessageObject): Buffer | null {
  const parts = [...(bodyParts ?? [])];
  const part = (name: string): Buffer | undefined => parts.find(([key]) => key.toLowerCase().startsWith(name))?.[1];
  const header = headers ?? part('header');
  return header === undefined ? null : Buffer.concat([header, part('text') ?? Buffer.alloc(0)]);
}

/** Watches one connection: its last byte, its death, and the server's hints that there is something new. */
function watchLine(client: ImapFlow, { clock, watchdogMs, signal }: ImapSessionOptions) {
  let broken: Error | null = null;
  let isNews = false;
  let expected = 0;
  let received = 0;
  let lastByteAt = clock.now();
  let quietSince = lastByteAt;
  const over = new AbortController();
  let wake = new AbortController();

  const end = (): void => {
    signal.removeEventListener('abort', end);
    over.abort();
    wake.abort();
    client.close();
  };
  client.on('error', (error) => (broken ??= error));
  client.on('close', end);
  client.on('exists', () => {
    isNews = true;
    wake.abort();
  });
  signal.addEventListener('abort', end);

  const sample = (): void => {
    const count = client.stats().received;
    if (count !== received) lastByteAt = quietSince = clock.now();
    received = count;
  };
  const expecting = async <T>(work: () => Promise<T>): Promise<T> => {
    expected += 1;
    try {
      return await work();
    } finally {
      expected -= 1;
      sample();
    }
  };
  const watch = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await clock.wait(watchdogMs / 6, over.signal);
      sample();
      // While mails are being stored nobody asks the server anything, and its silence means nothing.
      if (expected === 0) quietSince = clock.now();
      if (clock.now().getTime() - quietSince.getTime() < watchdogMs) continue;
      broken ??= new ChannelError('channel.timeout', { retryable: true, message: 'The mail server has gone silent' });
      end();
    }
  };
  // Runs beside the session and ends with it; it does nothing that can throw.
  void watch();

  return {
    end,
    expecting,
    lastByteAt: () => lastByteAt,
    failure: () => broken,
    forgetNews() {
      isNews = false;
    },
    async newsWithin(ms: number, stop: AbortSignal): Promise<void> {
      wake = new AbortController();
      if (isNews || over.signal.aborted) return;
      await expecting(() => clock.wait(ms, AbortSignal.any([wake.signal, stop])));
    },
  };
}
