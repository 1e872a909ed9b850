import { Inject, Injectable } from '@nestjs/common';
import { cleanWrittenHtml, type ReplySigner, type WrittenHtml } from '@diwan/channels';
import type { CancelledReply, Message, writeNote, writeReply } from '@diwan/contracts';
import {
  addSilentMessage,
  replyToTicket,
  searchTokens,
  snippetOf,
  withoutMail,
  type Message as StoredMessage,
  type Ticket,
} from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { FileLinks } from '../attachments/file-links.js';
import { noteChatAnswer } from '../chat/mail/missed-answers.query.js';
import { actorOf, canSee, visibilityOf, type Caller } from '../auth/caller.js';
import { Database, type Tx } from '../database/database.js';
import {
  cancelDelivery,
  insertDelivery,
  markDeliverySent,
  retryDelivery,
  type UndoStanding,
} from '../delivery/delivery.query.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import { InvalidRequest } from '../http/contract.pipe.js';
import { once } from '../http/idempotency.js';
import { REPLY_SIGNER } from '../secrets/secrets.module.js';
import { insertSearchDocuments } from '../search/search-documents.query.js';
import { markCancelledRead, markTicketRead } from '../tickets/ticket-details.query.js';
import { lockTickets, storeChange } from '../tickets/ticket.repository.js';
import { lockVisibleTicket } from '../tickets/lock-visible-ticket.js';
import { insertMessages } from './message.repository.js';
import { composeChat, composeOutgoing, type ComposedDelivery } from './outgoing-message.js';
import { presentMessage } from './timeline/present-message.js';
import {
  addOutboundThreading,
  attachUploads,
  forgetMessageTraces,
  loadReplyContext,
  releaseUploads,
} from './reply-context.query.js';
import { findMessageRow, listAttachments, listMessagesAfter, type MessageRow } from './timeline/timeline.query.js';
import { undoStanding } from './undo-reply.js';
import { withoutSignature, withSignature } from './with-signature.js';

type Reply = z.output<typeof writeReply>;
type Note = z.output<typeof writeNote>;
type NewMessage = { message: StoredMessage; written: WrittenHtml; attachmentIds: readonly string[] };
type Asked = { number: number; key: string | undefined };

/** Of all files of one message together: what most mail servers still take once it is encoded. */
const mostAttachedBytes = 25 * 1024 * 1024;

@Injectable()
export class MessagesService {
  constructor(
    private readonly database: Database,
    private readonly links: FileLinks,
    @Inject(REPLY_SIGNER) private readonly signer: ReplySigner,
  ) {}

  /** Queues an answer to the contact: message, delivery, ticket change and events in one transaction. */
  reply(caller: Caller, { number, key }: Asked, body: Reply): Promise<Message> {
    return this.database.transaction((tx) =>
      once(tx, { agentId: caller.agent.id, key, body: { route: 'replies', number, ...body } }, async () => {
        const ticket = await lockVisibleTicket(tx, caller, number);
        if (!body.sendAnyway) await this.assertNothingNew(tx, caller, { ticket, lastSeq: body.lastSeq });
        assertSomething(body);
        const now = new Date();
        const id = uuidv7();
        // A signature belongs under a letter.
        const signature = ticket.channel === 'chat' ? '' : (caller.agent.preferences.signature ?? '');
        const written = cleanWrittenHtml(withSignature(body.html, signature));
        const added = replyToTicket(
          ticket,
          { id, kind: 'outbound', automatic: false, snippet: snippetOf(written.text) },
          { agentId: caller.agent.id, solve: body.solve, now },
        );
        const outgoing = {
          id, ticket, seq: added.seq, author: actorOf(caller), authorName: caller.agent.name, to: body.to, cc: body.cc,
          text: written.text, html: written.html, automatic: { is: false, why: [] }, now,
        }; // prettier-ignore
        const { message, delivery } =
          ticket.channel === 'chat'
            ? { message: composeChat(outgoing), delivery: null }
            : composeOutgoing(outgoing, await loadReplyContext(tx, ticket), this.signer);
        await this.addMessage(tx, caller, { message, written, attachmentIds: body.attachmentIds });
        if (delivery) await this.deliver(tx, caller, { ticket, message, delivery });
        else await noteChatAnswer(tx, ticket.id);
        await storeChange(tx, added, { actor: actorOf(caller), address: caller.address });
        return this.present(tx, id);
      }),
    );
  }

  /** Leaves as mail, after the time in which it can be taken back. */
  private async deliver(
    tx: Tx,
    caller: Caller,
    { ticket, message, delivery }: { ticket: Ticket; message: StoredMessage; delivery: ComposedDelivery },
  ): Promise<void> {
    const undoSeconds = caller.agent.preferences.undoSendSeconds ?? 10;
    await insertDelivery(tx, { ...delivery, sendAfterMs: undoSeconds * 1000, undo: undoOf(ticket) });
    const recipients = [...message.to, ...message.cc].map((each) => each.address);
    await addOutboundThreading(tx, { ...delivery, wireId: message.messageId ?? '', recipients });
  }

  /** A note for the team. It never leaves the house. */
  note(caller: Caller, { number, key }: Asked, body: Note): Promise<Message> {
    return this.database.transaction((tx) =>
      once(tx, { agentId: caller.agent.id, key, body: { route: 'notes', number, ...body } }, async () => {
        const ticket = await lockVisibleTicket(tx, caller, number);
        assertSomething(body);
        const now = new Date();
        const id = uuidv7();
        const written = cleanWrittenHtml(body.html);
        const { html, text } = written;
        const added = addSilentMessage(ticket, { id, kind: 'note', automatic: false, snippet: '' }, now);
        const message: StoredMessage = {
          id, ticketId: ticket.id, seq: added.seq, kind: 'note', channel: ticket.channel, author: actorOf(caller),
          authorName: caller.agent.name, text, replyText: text, html, automatic: { is: false, why: [] }, createdAt: now,
          ...withoutMail(),
        }; // prettier-ignore
        await this.addMessage(tx, caller, { message, written, attachmentIds: body.attachmentIds });
        await storeChange(tx, added, { actor: actorOf(caller), address: caller.address });
        return this.present(tx, id);
      }),
    );
  }

  /** Takes a reply back that has not left; the ticket returns to where it stood unless somebody has touched it since. */
  async cancel(caller: Caller, id: string): Promise<CancelledReply> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.lockTicketOf(tx, caller, id);
      const cancelled = await cancelDelivery(tx, id);
      if (!cancelled) throw new ApiError('message.already_sent');
      await markCancelledRead(tx, ticket.id);
      const { html } = await this.getRow(tx, id);
      const { to, cc, attachments } = await this.present(tx, id);
      await forgetMessageTraces(tx, ticket.id, id);
      await releaseUploads(tx, id, caller.agent.id);
      const by = { actor: actorOf(caller), address: caller.address, ticketId: ticket.id };
      await undoStanding(tx, { ticket, undo: cancelled.undo }, by);
      await recordEvent(tx, { type: 'message.cancelled', payload: { messageId: id } }, by);
      // As it is stored: `cid:` finds its files again when it is sent once more, a link to one would end in an hour.
      return { html: withoutSignature(html ?? ''), to, cc, attachments };
    });
  }

  /** Sends once more what failed; the Message-ID stays, so that a receiver who has it already can tell. */
  retry(caller: Caller, id: string): Promise<Message> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.lockTicketOf(tx, caller, id);
      if (!(await retryDelivery(tx, id))) throw new ApiError('message.not_failed');
      const by = { actor: actorOf(caller), address: caller.address, ticketId: ticket.id };
      await recordEvent(tx, { type: 'message.retried', payload: { messageId: id } }, by);
      return this.present(tx, id);
    });
  }

  /** Ends the uncertainty: somebody has asked the contact, or seen it in the mailbox. */
  markSent(caller: Caller, id: string): Promise<Message> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.lockTicketOf(tx, caller, id);
      if (!(await markDeliverySent(tx, id))) throw new ApiError('message.not_uncertain');
      const by = { actor: actorOf(caller), address: caller.address, ticketId: ticket.id };
      await recordEvent(tx, { type: 'message.marked_sent', payload: { messageId: id } }, by);
      return this.present(tx, id);
    });
  }

  private async lockTicketOf(tx: Tx, caller: Caller, messageId: string): Promise<Ticket> {
    const row = await findMessageRow(tx, messageId);
    const [ticket] = row ? await lockTickets(tx, [row.ticketId]) : [];
    if (!ticket || !canSee(visibilityOf(caller), ticket)) throw notFound();
    return ticket;
  }

  /** What the contact or a colleague wrote while this was being typed (promise P15). */
  private async assertNothingNew(
    tx: Tx,
    caller: Caller,
    { ticket, lastSeq }: { ticket: Ticket; lastSeq: number },
  ): Promise<void> {
    if (lastSeq >= ticket.lastSeq) return;
    const newer = (await listMessagesAfter(tx, ticket.id, lastSeq)).filter(
      (each) => each.kind !== 'note' && each.authorId !== caller.agent.id,
    );
    if (newer.length === 0) return;
    const messages = newer.map((row) => presentMessage(row, [], this.links));
    throw new ApiError('ticket.newer_messages', { messages });
  }

  private async addMessage(tx: Tx, caller: Caller, { message, written, attachmentIds }: NewMessage): Promise<void> {
    await insertMessages(tx, [message]);
    const ids = [...new Set(attachmentIds)];
    const { contentIds } = written;
    const upload = { ids, agentId: caller.agent.id, messageId: message.id, contentIds };
    const attached = await attachUploads(tx, upload);
    const hasAll = attached.count === ids.length && attached.inlineCount === contentIds.length;
    if (!hasAll) throw new ApiError('attachment.unknown');
    if (attached.sizeBytes > mostAttachedBytes)
      throw new ApiError('request.too_large', { limitBytes: mostAttachedBytes });
    await insertSearchDocuments(tx, [
      {
        messageId: message.id,
        ticketId: message.ticketId,
        seq: message.seq,
        createdAt: message.createdAt,
        words: searchTokens(await this.searchedText(tx, message)),
      },
    ]);
    await markTicketRead(tx, { agentId: caller.agent.id, ticketId: message.ticketId, seq: message.seq });
  }

  private async searchedText(tx: Tx, message: StoredMessage): Promise<string> {
    const people = [...message.to, ...message.cc].flatMap((each) => [each.name, each.address]);
    const files = (await listAttachments(tx, [message.id])).map((file) => file.name);
    return [message.subject, message.authorName, ...people, ...files, message.text].join(' ');
  }

  private async getRow(tx: Tx, id: string): Promise<MessageRow> {
    const row = await findMessageRow(tx, id);
    if (!row) throw notFound();
    return row;
  }

  private async present(tx: Tx, id: string): Promise<Message> {
    return presentMessage(await this.getRow(tx, id), await listAttachments(tx, [id]), this.links);
  }
}

function undoOf(ticket: Ticket): UndoStanding {
  const { status, assigneeId, waitingSince, solvedAt, lastActivityAt, version } = ticket;
  return { status, assigneeId, waitingSince, solvedAt, lastActivityAt, version: version + 1 };
}

/** A blank message helps nobody and cannot be taken back for long. @throws InvalidRequest */
function assertSomething({ html, attachmentIds }: { html: string; attachmentIds: readonly string[] }): void {
  const written = cleanWrittenHtml(html);
  if (written.text.trim() !== '' || /<img/i.test(written.html) || attachmentIds.length > 0) return;
  throw new InvalidRequest([{ path: 'html', code: 'empty' }]);
}
