import type { ChannelKind, OutboundMessage } from '@diwan/tickets';
import type { Channel } from '../channel.js';
import { ChannelError } from '../channel-error.js';

export type FakeChannel = Channel & {
  /** What the other side has taken, in order. */
  readonly sent: readonly OutboundMessage[];
  /** The next sends fail with these, one each. */
  failNext: (...errors: ChannelError[]) => void;
};

/** A channel that takes everything, for the tests of whoever sends. It passes the same conformance suite as the real ones. */
export function createFakeChannel(kind: ChannelKind = 'email'): FakeChannel {
  const sent: OutboundMessage[] = [];
  const failures: ChannelError[] = [];
  let closed = false;
  return {
    kind,
    sent,
    failNext: (...errors) => void failures.push(...errors),
    async send(message, beforeHandOver) {
      if (closed) throw new ChannelError('channel.failed', { retryable: true, message: 'The channel is closed' });
      await beforeHandOver?.();
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      sent.push(message);
      return { response: `250 2.0.0 Ok: fake ${sent.length}`, rejected: [] };
    },
    async close() {
      closed = true;
    },
  };
}
