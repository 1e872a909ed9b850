import { ChannelError } from '../channel-error.js';
import type { MailboxCursor, RawMail } from '../email/raw-mail.js';
import type { ImapReceiverOptions } from '../email/receive/imap-receiver.js';
import { systemClock, type ReceiverClock } from '../email/receive/receiver-clock.js';
import type { ReceiverHealth } from '../email/receive/receiver-health.js';

/** What a receiver needs around it, in memory: a store with a cursor that can be told to fail, and the health it reported. */
export function createMailStore() {
  const mails: RawMail[] = [];
  const health: ReceiverHealth[] = [];
  const state = { cursor: null as MailboxCursor | null, failures: 0 };
  const ports: Pick<ImapReceiverOptions, 'loadCursor' | 'store' | 'onHealth'> = {
    loadCursor: async () => state.cursor,
    async store(batch, cursor) {
      if (state.failures > 0) {
        state.failures -= 1;
        throw new Error('the disk is full');
      }
      mails.push(...batch);
      state.cursor = cursor;
    },
    onHealth: (value) => void health.push(value),
  };
  return {
    mails,
    health,
    state,
    ports,
    uids: () => mails.map((mail) => mail.position?.uid ?? 0),
    lastHealth: () => health.at(-1),
    errors: () => health.flatMap(({ lastError }) => (lastError === null ? [] : [lastError.code])),
    /** A cursor that passed over a listed mail is the one thing that must not happen. */
    assertNothingSkipped(expected: readonly number[]): void {
      const stored = new Set(mails.map((mail) => mail.position?.uid));
      const missing = expected.filter((uid) => uid <= (state.cursor?.lastUid ?? 0) && !stored.has(uid));
      if (missing.length > 0)
        throw new ChannelError('channel.failed', { retryable: false, message: `skipped ${missing.join(', ')}` });
    },
  };
}

/** Shortens every wait but the poll's, so that IDLE and back-off are tested without waiting for either. */
export const impatientClock = (pollMs: number): ReceiverClock => ({
  ...systemClock,
  wait: (ms, signal) => systemClock.wait(ms === pollMs ? ms : Math.min(ms, 20), signal),
});
