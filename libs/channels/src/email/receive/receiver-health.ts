import type { ChannelErrorCode } from '../../channel-error.js';

export type ReceiverState = 'connecting' | 'idle' | 'fetching' | 'backing_off' | 'stopped';

export type ReceiverHealth = {
  state: ReceiverState;
  /** Since when it has been in this state. */
  since: Date;
  /** When the mailbox was last seen with nothing left to fetch, or a batch was last stored. */
  lastSuccessAt: Date | null;
  /** When the server last sent anything on the current connection. */
  lastByteAt: Date | null;
  /** Mails seen in the mailbox and not stored yet. */
  backlog: number;
  /** Null again after the next success. */
  lastError: { code: ChannelErrorCode; message: string } | null;
};

/** Keeps one health value and hands every change of it on. */
export function createHealthReport(onHealth: (health: ReceiverHealth) => void, now: () => Date) {
  let health: ReceiverHealth = {
    state: 'stopped',
    since: now(),
    lastSuccessAt: null,
    lastByteAt: null,
    backlog: 0,
    lastError: null,
  };
  return (change: Partial<Omit<ReceiverHealth, 'since'>>): void => {
    const isNewState = change.state !== undefined && change.state !== health.state;
    health = { ...health, ...change, since: isNewState ? now() : health.since };
    onHealth(health);
  };
}
