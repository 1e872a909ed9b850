import { Injectable } from '@nestjs/common';
import { remoteImagesOf } from '@diwan/channels';
import type { Explanation, TimelineItem, TimelinePage } from '@diwan/contracts';
import { FileLinks } from '../../attachments/file-links.js';
import { actorOf, canSee, visibilityOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { notFound } from '../../http/api-error.js';
import { findReceiptOfMessage } from '../../intake/receipt.query.js';
import { findRawMail } from '../../intake/held/held-mail.query.js';
import { findTicket, findTicketsById } from '../../tickets/ticket.repository.js';
import { presentMessage, presentTicketEvent } from './present-message.js';
import {
  findMessageRow,
  listAttachments,
  listMessages,
  listTicketEvents,
  listTicketMoves,
  type MessageRow,
} from './timeline.query.js';

@Injectable()
export class TimelineService {
  constructor(
    private readonly database: Database,
    private readonly links: FileLinks,
  ) {}

  /** A page of messages, newest page first, with what happened in the time that it covers. */
  async list(
    caller: Caller,
    number: number,
    { before, limit }: { before?: string | undefined; limit: number },
  ): Promise<TimelinePage> {
    const ticket = await findTicket(this.database, number);
    if (!ticket || !canSee(visibilityOf(caller), ticket)) throw notFound();
    const beforeSeq = before === undefined ? null : Number(before);
    const rows = await listMessages(this.database, ticket.id, { beforeSeq, limit });
    const hasMore = rows.length > limit;
    const page = hasMore ? rows.slice(1) : rows;
    const files = await listAttachments(
      this.database,
      page.map((row) => row.id),
    );
    const span = {
      from: hasMore ? (page[0]?.createdAt ?? null) : null,
      to: await this.firstAfter(ticket.id, beforeSeq),
    };
    const events = [
      ...(await listTicketEvents(this.database, ticket.id, span)),
      ...(await listTicketMoves(this.database, ticket.id, span)),
    ];
    const items: TimelineItem[] = [
      ...page.map((row): TimelineItem => ({
        type: 'message',
        at: row.createdAt.toISOString(),
        message: presentMessage(
          row,
          files.filter((file) => file.messageId === row.id),
          this.links,
        ),
      })),
      ...events.map((row): TimelineItem => ({
        type: 'event',
        at: row.at.toISOString(),
        event: presentTicketEvent(row),
      })),
    ];
    items.sort((one, other) => one.at.localeCompare(other.at));
    return { items, previousCursor: hasMore ? String(page[0]?.seq) : null };
  }

  private async firstAfter(ticketId: string, beforeSeq: number | null): Promise<Date | null> {
    if (beforeSeq === null) return null;
    const [row] = await this.database.query<{ at: Date }>(
      'select created_at as at from messages where ticket_id = $1 and seq = $2',
      [ticketId, beforeSeq],
    );
    return row?.at ?? null;
  }

  /** "Why did it go here." */
  async explain(caller: Caller, messageId: string): Promise<Explanation> {
    await this.getVisible(caller, messageId);
    const receipt = await findReceiptOfMessage(this.database, messageId);
    return {
      outcome: receipt?.outcome ?? 'written_here',
      steps: receipt?.steps ?? [],
      receivedAt: receipt?.receivedAt.toISOString() ?? null,
      source: receipt?.source ?? null,
      receiptId: receipt?.id ?? null,
    };
  }

  /** The mail as it came over the wire. Noted in the audit, because it shows what the inbox hides. */
  async readRaw(caller: Caller, messageId: string): Promise<Buffer> {
    await this.getVisible(caller, messageId);
    const receipt = await findReceiptOfMessage(this.database, messageId);
    const raw = receipt ? await findRawMail(this.database, receipt.id) : null;
    if (!receipt || !raw) throw notFound();
    await this.database.transaction((tx) =>
      recordEvent(
        tx,
        { type: 'raw_mail.downloaded', payload: { receiptId: receipt.id } },
        { actor: actorOf(caller), address: caller.address },
      ),
    );
    return raw;
  }

  /** Addresses of the images that the message left outside. */
  async listRemoteImages(caller: Caller, messageId: string): Promise<string[]> {
    const { html } = await this.getVisible(caller, messageId);
    return html === null ? [] : remoteImagesOf(html);
  }

  private async getVisible(caller: Caller, messageId: string): Promise<MessageRow> {
    const row = await findMessageRow(this.database, messageId);
    if (!row) throw notFound();
    const [ticket] = await findTicketsById(this.database, [row.ticketId]);
    if (!ticket || !canSee(visibilityOf(caller), ticket)) throw notFound();
    return row;
  }
}
