import { Inject, Injectable } from '@nestjs/common';
import type { ReplySigner } from '@diwan/channels';
import {
  addSilentMessage,
  refuseAutomaticAnswer,
  snippetOf,
  system,
  type Address,
  type Automatic,
} from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../../database/database.js';
import { insertDelivery } from '../../delivery/delivery.query.js';
import type { StoredEvent } from '../../events/domain-events.js';
import type { DurableHandler } from '../../events/durable-handler.js';
import { getOrganisation } from '../../organisation/organisation.repository.js';
import { REPLY_SIGNER } from '../../secrets/secrets.module.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { acknowledgement } from './acknowledgement.js';
import { findEarlierAutomaticMail, recordAutomaticMail } from './automatic-mail.query.js';
import { insertMessages } from '../message.repository.js';
import { composeOutgoing } from '../outgoing-message.js';
import { addOutboundThreading, loadReplyContext } from '../reply-context.query.js';

type FirstMessage = { from: Address | null; automatic: Automatic; warnings: string[]; messageId: string | null };

/** Tells a contact that their mail has come in: once per mail, never to a machine (domain rules, section 4). */
@Injectable()
export class AutomaticAnswers implements DurableHandler {
  readonly name = 'automatic_answers';

  constructor(@Inject(REPLY_SIGNER) private readonly signer: ReplySigner) {}

  async handle(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
    const opened = events.filter((event) => event.type === 'ticket.opened' && event.payload['by'] === 'contact');
    if (opened.length === 0 || !(await getOrganisation(tx)).acknowledgeNewTickets) return;
    for (const event of opened) await this.acknowledge(tx, event.ticketId ?? '');
  }

  private async acknowledge(tx: Tx, ticketId: string): Promise<void> {
    const [ticket] = await lockTickets(tx, [ticketId]);
    if (!ticket || ticket.channel !== 'email' || ticket.status === 'closed') return;
    const [first] = await tx.query<FirstMessage>(
      `select from_address as "from", automatic, warnings, message_id as "messageId" from messages where ticket_id = $1 and seq = 1`,
      [ticketId],
    );
    const now = new Date();
    if (!first?.from) return;
    const earlier = await findEarlierAutomaticMail(tx, {
      ticketId,
      address: first.from.address,
      messageId: first.messageId,
    });
    if (refuseAutomaticAnswer({ ...first, from: first.from }, earlier, now) !== null) return;
    const context = await loadReplyContext(tx, ticket);
    const id = uuidv7();
    const written = acknowledgement(ticket.language ?? context.inboxLanguage, ticket.number);
    const added = addSilentMessage(
      ticket,
      { id, kind: 'outbound', automatic: true, snippet: snippetOf(ticket.snippet) },
      now,
    );
    const { message, delivery } = composeOutgoing(
      {
        id, ticket, seq: added.seq, author: system, authorName: context.senderName, to: [first.from.address], cc: [], ...written,
        automatic: { is: true, why: ['acknowledgement'] }, now,
      }, // prettier-ignore
      context,
      this.signer,
    );
    await insertMessages(tx, [message]);
    await insertDelivery(tx, { ...delivery, sendAfterMs: 0, undo: null });
    await addOutboundThreading(tx, { ...delivery, wireId: message.messageId ?? '', recipients: [first.from.address] });
    await recordAutomaticMail(tx, { messageId: id, address: first.from.address, ticketId, inReplyTo: first.messageId });
    await storeChange(tx, added, { actor: system });
  }
}
