import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Channel } from '@diwan/channels';
import { paragraphDirection, type OutboundMessage } from '@diwan/tickets';
import type { Logger } from 'pino';
import { BlobStore } from '../attachments/blob-store.js';
import { Database } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { InboxChannels } from '../inboxes/inbox-channels.js';
import { LOGGER } from '../logging.module.js';
import { listAttachments } from '../messages/timeline.query.js';
import { resultOfFailure } from './delivery-result.js';
import { claimDeliveries, finishDelivery, type ClaimedDelivery, type DeliveryResult } from './delivery.query.js';

const batchSize = 10;

/** Sends what is due. Any number of workers may: each message is leased to one of them. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly channels: InboxChannels,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async drain(isStopped: () => boolean = () => false): Promise<void> {
    while (!isStopped()) {
      const claimed = await claimDeliveries(this.database, randomUUID(), batchSize);
      if (claimed.length === 0) return;
      await Promise.all(claimed.map((each) => this.deliver(each)));
    }
  }

  private async deliver(claimed: ClaimedDelivery): Promise<void> {
    const result = await this.attempt(claimed);
    await this.database.transaction(async (tx) => {
      if (!(await finishDelivery(tx, claimed, result))) return;
      const by = { actor: { kind: 'system' } as const, ticketId: claimed.ticketId };
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
      const channel: Channel = await this.channels.channelFor(claimed.inboxId);
      const receipt = await channel.send(await this.toOutbound(claimed));
      return { state: 'sent', response: receipt.response };
    } catch (error) {
      const { messageId, attempts, firstAttemptAt } = claimed;
      const result = resultOfFailure(error, { attempts, firstAttemptAt, now: new Date(), random: Math.random() });
      this.logger.warn({ err: error, messageId, attempts, state: result.state }, 'sending a message failed');
      return result;
    }
  }

  private async toOutbound(claimed: ClaimedDelivery): Promise<OutboundMessage> {
    const files = await listAttachments(this.database, [claimed.messageId]);
    return {
      channel: 'email',
      messageId: claimed.wireId,
      from: claimed.from,
      replyTo: { name: claimed.from.name, address: claimed.replyTo },
      to: claimed.to,
      cc: claimed.cc,
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
