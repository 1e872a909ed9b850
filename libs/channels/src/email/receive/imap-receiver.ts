/** Brings every mail of one folder into the store, at least once and in UID order, through whatever happens to the line. */
import { ChannelError } from '../../channel-error.js';
import type { ServerSettings } from '../mailbox-settings.js';
import type { MailboxCursor, RawMail } from '../raw-mail.js';
import { backOffMs } from './back-off.js';
import { createBatchReader } from './batch-reader.js';
import { translateImapError } from './imap-errors.js';
import { openImapSession, type ImapSession } from './imap-session.js';
import { systemClock, type ReceiverClock } from './receiver-clock.js';
import { createHealthReport, type ReceiverHealth } from './receiver-health.js';

export type ImapReceiverOptions = {
  settings: ServerSettings & { folder: string };
  /** Read anew at every connection: the stored cursor is the only truth, also beside a second reader. */
  loadCursor: () => Promise<MailboxCursor | null>;
  /** Commits mails and cursor together, or rejects and has done nothing. The same mail may come again (promise P5). */
  store: (batch: RawMail[], cursor: MailboxCursor) => Promise<void>;
  onHealth: (health: ReceiverHealth) => void;
  /** Whether stored mail is marked \Seen. For people only: nothing here reads it. */
  markSeen?: boolean;
  /** Above it a mail is kept as its head (50 MB). */
  maxMailBytes?: number;
  pollMs?: number;
  watchdogMs?: number;
  clock?: ReceiverClock;
};

export type ImapReceiver = {
  start: () => void;
  /** Lets a running `store` finish; whatever was not stored is fetched again after the next start. */
  stop: () => Promise<void>;
};

export function createImapReceiver(options: ImapReceiverOptions): ImapReceiver {
  const { settings, clock = systemClock, maxMailBytes = 52_428_800, watchdogMs = 360_000 } = options;
  const { markSeen = true, pollMs = 60_000 } = options;
  const report = createHealthReport(options.onHealth, clock.now);
  const reader = createBatchReader({ folder: settings.folder, maxMailBytes });
  let running: { stopping: AbortController; ended: Promise<void> } | null = null;
  let attempt = 0;
  let lastUidValidity: string | null = null;

  const resume = async (session: ImapSession): Promise<MailboxCursor> => {
    const { folder } = settings;
    const { uidValidity } = session;
    if (uidValidity !== lastUidValidity) reader.forget();
    lastUidValidity = uidValidity;
    const stored = await ours('The cursor could not be read', options.loadCursor);
    const isSame = stored?.folder === folder && stored.uidValidity === uidValidity;
    return isSame ? stored : { folder, uidValidity, lastUid: 0 };
  };
  const succeeded = (session: ImapSession, backlog: number): void => {
    attempt = 0;
    report({
      state: backlog > 0 ? 'fetching' : 'idle',
      backlog,
      lastSuccessAt: clock.now(),
      lastByteAt: session.lastByteAt(),
      lastError: null,
    });
  };
  /** One batch: fetch, store, and only then the mark in the mailbox (promise P2). */
  const takeBatch = async (session: ImapSession, at: MailboxCursor, pending: Parameters<typeof reader.read>[1]) => {
    const { mails, lastUid, taken } = await reader.read(session, pending);
    const cursor = { ...at, lastUid };
    if (mails.length === 0) return { cursor, taken };
    await ours('Storing failed', () => options.store(mails, cursor));
    // The mails are safe; a mark that fails is no failure of intake, and a lost connection shows at the next command.
    if (markSeen) await session.markSeen(mails.map((mail) => mail.position?.uid ?? 0)).catch(() => false);
    return { cursor, taken };
  };
  const serve = async (session: ImapSession, signal: AbortSignal): Promise<void> => {
    let cursor = await resume(session);
    while (!signal.aborted) {
      let pending = await session.listAfter(cursor.lastUid);
      while (pending.length > 0 && !signal.aborted) {
        report({ state: 'fetching', backlog: pending.length, lastByteAt: session.lastByteAt() });
        const batch = await takeBatch(session, cursor, pending);
        cursor = batch.cursor;
        pending = pending.slice(batch.taken);
        if (pending.length > 0) succeeded(session, pending.length);
      }
      if (signal.aborted) return;
      succeeded(session, 0);
      await session.waitForNews(pollMs, signal);
    }
  };
  const connectOnce = async (signal: AbortSignal): Promise<void> => {
    report({ state: 'connecting', lastByteAt: null });
    const session = await openImapSession({ settings, clock, watchdogMs, maxMailBytes, signal });
    try {
      await serve(session, signal);
    } finally {
      session.close();
    }
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await connectOnce(signal);
      } catch (error) {
        if (signal.aborted) break;
        const { code, message } = translateImapError(error);
        report({ state: 'backing_off', lastError: { code, message } });
        await clock.wait(backOffMs(attempt, clock.random()), signal);
        attempt += 1;
      }
    }
    report({ state: 'stopped' });
  };

  return {
    start() {
      if (running !== null) return;
      const stopping = new AbortController();
      running = { stopping, ended: run(stopping.signal) };
    },
    async stop() {
      running?.stopping.abort();
      await running?.ended;
      running = null;
    },
  };
}

/** Errors of the store must not be taken for the server's: they may carry any `code`. */
async function ours<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChannelError('channel.failed', { retryable: true, message: `${what}: ${reason}`, cause });
  }
}
