import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ChannelError } from '@diwan/channels';
import { paragraphDirection, system, type OutboundMessage } from '@diwan/tickets';
import type { Logger } from 'pino';
import { BlobStore } from '../attachments/blob-store.js';
import { Database } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { singleFlight } from '../events/single-flight.js';
import { InboxChannels } from '../inboxes/inbox-channels.js';
import { LOGGER } from '../logging.module.js';
import { listAttachments } from '../messages/timeline/timeline.query.js';
import { resultOfFailure, resultOfReceipt } from './delivery-result.js';
import { noteSendingHealth } from './note-sending-health.js';
import {
  beginHandOver,
  claimDeliveries,
  finishDelivery,
  giveUpHandedOver,
  renewLease,
  type ClaimedDelivery,
  type DeliveryResult,
} from './delivery.query.js';

const mostAtOnce = 20;
const renewMs = 30_000;
const settleMs = 6_000;

/** Sends what is due. Any number of workers may: each message is leased to one of them. */
@Injectable()
export class DeliveryService {
  private readonly sending = new Set<Promise<void>>();
  private readonly claimer = singleFlight(
    async () => void (await this.claim()),
    (error) => this.logger.error({ err: error }, 'claiming messages to send failed'),
  );

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly channels: InboxChannels,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Something may be due: takes it up and returns at once. */
  run(): void {
    this.claimer.run();
  }

  /** Makes known what workers had handed over when they died. */
  async giveUpLost(): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const { messageId, ticketId } of await giveUpHandedOver(tx)) {
        const by = { actor: system, ticketId };
        await recordEvent(tx, { type: 'message.uncertain', payload: { messageId, code: 'channel.uncertain' } }, by);
      }
    });
  }

  /** Claims nothing more and lets what is being sent end; a lease that is cut off here runs out by itself. */
  async stop(): Promise<void> {
    await this.claimer.stop();
    await Promise.race([this.settled(), pause(settleMs, undefined, { ref: false })]);
  }

  /** Sends what is due and returns when it is done. */
  async drain(): Promise<void> {
    for (;;) {
      const claimed = await this.claim();
      const isIdle = claimed === 0 && this.sending.size === 0;
      await this.settled();
      if (isIdle) return;
    }
  }

  /** A slow server keeps its own messages waiting and nobody else's: there is room for others beside them. */
  private async claim(): Promise<number> {
    let count = 0;
    while (!this.claimer.isStopped() && this.sending.size < mostAtOnce) {
      const claimed = await claimDeliveries(this.database, randomUUID(), mostAtOnce - this.sending.size);
      if (claimed.length === 0) break;
      count += claimed.length;
      for (const each of claimed) this.begin(each);
    }
    return count;
  }

  private begin(claimed: ClaimedDelivery): void {
    const report = (error: unknown): void =>
      this.logger.error({ err: error, messageId: claimed.messageId }, 'writing down a delivery failed');
    // RFC 5321 lets a server think for ten minutes after the final dot; the lease must not run out meanwhile.
    const renewing = setInterval(() => void renewLease(this.database, claimed).catch(report), renewMs);
    const sending = this.deliver(claimed)
      .catch(report)
      .finally(() => {
        clearInterval(renewing);
        this.sending.delete(sending);
        this.claimer.run();
      });
    this.sending.add(sending);
  }

  private async settled(): Promise<void> {
    while (this.sending.size > 0) await Promise.all(this.sending);
  }

  private async deliver(claimed: ClaimedDelivery): Promise<void> {
    const result = await this.attempt(claimed);
    await this.database.transaction(async (tx) => {
      // Before the delivery's own row: saving an inbox locks the two in this order.
      await noteSendingHealth(tx, claimed.inboxId, result);
      if (!(await finishDelivery(tx, claimed, result))) return;
      const by = { actor: system, ticketId: claimed.ticketId };
      const { messageId } = claimed;
      if (result.state === 'sent') {
        await recordEvent(
          tx,
          { type: 'message.sent', payload: { messageId, response: result.response.slice(0, 200) } },
          by,
        );
      } else if (result.state !== 'queued') {
        const type = result.state === 'failed' ? 'message.failed' : 'message.uncertain';
        await recordEvent(tx, { type, payload: { messageId, code: result.code } }, by);
      }
    });
  }

  private async attempt(claimed: ClaimedDelivery): Promise<DeliveryResult> {
    try {
      const message = await this.toOutbound(claimed);
      const receipt = await this.channels.send(claimed.inboxId, message, () => this.handOver(claimed));
      return resultOfReceipt(receipt);
    } catch (error) {
      const { messageId, attempts, firstAttemptAt } = claimed;
      const result = resultOfFailure(error, { attempts, firstAttemptAt, now: new Date(), random: Math.random() });
      this.logger.warn({ err: error, messageId, attempts, state: result.state }, 'sending a message failed');
      return result;
    }
  }

  /** @throws ChannelError when another worker has the message by now: then it must not leave from here. */
  private async handOver(claimed: ClaimedDelivery): Promise<void> {
    if (await beginHandOver(this.database, claimed)) return;
    throw new ChannelError('channel.failed', { retryable: true, message: 'Another worker has taken the message' });
  }

  private async toOutbound(claimed: ClaimedDelivery): Promise<OutboundMessage> {
    const files = await listAttachments(this.database, [claimed.messageId]);
    return {
      channel: 'email',
      messageId: claimed.wireId,
      from: claimed.from,
      replyTo: { name: claimed.from.name, address: claimed.replyTo },
      ...stillWaiting(claimed),
      subject: claimed.subject,
      text: claimed.text,
      html: claimed.html,
      inReplyTo: claimed.inReplyTo,
      references: claimed.references,
      threadIndex: claimed.threadIndex,
      language: claimed.language,
      direction: paragraphDirection(claimed.text, claimed.language === 'en' ? 'ltr' : 'rtl'),
      automatic: claimed.automatic,
      attachments: files.map((file) => ({
        name: file.name,
        contentType: file.contentType,
        read: () => this.blobs.read(file.sha256),
        contentId: file.contentId,
        inline: file.inline,
      })),
    };
  }
}

/** Everybody, or after a partial refusal those who have not got it; one of them must stand in To. */
function stillWaiting({ to, cc, onlyTo }: ClaimedDelivery): Pick<OutboundMessage, 'to' | 'cc'> {
  if (onlyTo.length === 0) return { to, cc };
  const waits = (each: { address: string }): boolean => onlyTo.includes(each.address);
  const [stillTo, stillCc] = [to.filter(waits), cc.filter(waits)];
  return stillTo.length > 0 ? { to: stillTo, cc: stillCc } : { to: stillCc, cc: [] };
}
