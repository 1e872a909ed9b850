import { ChannelError, type SendReceipt } from '@diwan/channels';
import type { DeliveryResult } from './delivery.query.js';
import { giveUpAfterMs, retryDelayMs } from './retry-delay.js';

type Attempt = { attempts: number; firstAttemptAt: Date; now: Date; random: number };

/** What a failed attempt means for the message. Anything that is not a ChannelError is our own fault and worth a retry. */
export function resultOfFailure(error: unknown, { attempts, firstAttemptAt, now, random }: Attempt): DeliveryResult {
  const code = error instanceof ChannelError ? error.code : 'channel.failed';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'channel.uncertain') return { state: 'uncertain', code, detail };
  const retryable = error instanceof ChannelError ? error.retryable : true;
  const delay = retryDelayMs(attempts, random);
  const tooLate = now.getTime() + delay - firstAttemptAt.getTime() > giveUpAfterMs;
  if (!retryable || tooLate) return { state: 'failed', code, detail };
  return { state: 'queued', retryAfterMs: delay, code, detail };
}

/** The server took the mail; whom it refused has nothing of it, and somebody has to know. */
export function resultOfReceipt({ response, rejected }: SendReceipt): DeliveryResult {
  if (rejected.length === 0) return { state: 'sent', response };
  return {
    state: 'failed',
    code: 'channel.rejected',
    detail: `Not delivered to ${rejected.join(', ')}`,
    onlyTo: rejected,
  };
}
