import { Inject, Injectable } from '@nestjs/common';
import type { ReplySigner } from '@diwan/channels';
import type { Organisation } from '@diwan/contracts';
import {
  addSilentMessage,
  chooseAnswer,
  refuseAutomaticAnswer,
  snippetOf,
  system,
  type AutomaticAnswer,
  type Ticket,
} from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../../database/database.js';
import { insertDelivery } from '../../delivery/delivery.query.js';
import type { StoredEvent } from '../../events/domain-events.js';
import type { DurableHandler } from '../../events/durable-handler.js';
import { getOrganisation } from '../../organisation/organisation.repository.js';
import { REPLY_SIGNER } from '../../secrets/secrets.module.js';
import { readInboxHours, type InboxHours } from '../../sla/hours/inbox-hours.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { acknowledgement } from './acknowledgement.js';
import { findEarlierAutomaticMail, recordAutomaticMail } from './automatic-mail.query.js';
import {
  findEarlierAnswers,
  listContactMessages,
  readOutOfHoursTexts,
  type ContactMessage,
} from './contact-messages.query.js';
import { insertMessages } from '../message.repository.js';
import { openingTime } from './opening-time.js';
import { composeOutgoing } from '../outgoing-message.js';
import { outOfHoursAnswer, writtenLanguage } from './out-of-hours-answer.js';
import { addOutboundThreading, loadReplyContext } from '../reply-context.query.js';

type House = { organisation: Organisation; hours: InboxHours; now: Date };
type Due = { message: ContactMessage; ticket: Ticket; answer: AutomaticAnswer };

/**
 * Tells a contact that their mail has come in, or when somebody will be there to read it: once per mail, never to a
 * machine (domain rules, section 4).
 */
@Injectable()
export class AutomaticAnswers implements DurableHandler {
  readonly name = 'automatic_answers';
  readonly types = ['message.added'] as const;

  constructor(@Inject(REPLY_SIGNER) private readonly signer: ReplySigner) {}

  async handle(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
    const ids = events.filter(isFromContact).map((event) => String(event.payload['messageId']));
    if (ids.length === 0) return;
    const organisation = await getOrganisation(tx);
    const messages = await listContactMessages(tx, ids, organisation.acknowledgeNewTickets);
    if (messages.length === 0) return;
    const hours = await readInboxHours(tx, [...new Set(messages.map(({ inboxId }) => inboxId))]);
    const house = { organisation, hours, now: new Date() };
    for (const message of messages) {
      // Nothing is due: the ticket need not be locked to see that.
      if (message.seq > 1 && hours.isOpenAt(message.inboxId, house.now)) continue;
      const due = await this.answerDue(tx, message, house);
      if (due) await this.answer(tx, due, house);
    }
  }

  private async answerDue(tx: Tx, message: ContactMessage, { organisation, hours, now }: House): Promise<Due | null> {
    const { ticketId, inboxId, seq, answersOutOfHours, messageId } = message;
    const [ticket] = await lockTickets(tx, [ticketId]);
    if (!ticket || ticket.status === 'closed') return null;
    const answer = chooseAnswer(
      {
        isFirst: seq === 1,
        acknowledges: organisation.acknowledgeNewTickets,
        answersOutOfHours,
        isOpen: hours.isOpenAt(inboxId, now),
        timeZone: organisation.timeZone,
        ...(await findEarlierAnswers(tx, ticketId)),
      },
      now,
    );
    if (answer === null) return null;
    const earlier = await findEarlierAutomaticMail(tx, { ticketId, address: message.from.address, messageId });
    return refuseAutomaticAnswer(message, earlier, now) === null ? { message, ticket, answer } : null;
  }

  private async answer(tx: Tx, { message: mail, ticket, answer }: Due, house: House): Promise<void> {
    const { now } = house;
    const to = mail.from.address;
    const context = await loadReplyContext(tx, ticket);
    const id = uuidv7();
    const language = ticket.language ?? context.inboxLanguage;
    const written =
      answer === 'acknowledgement'
        ? acknowledgement(language, ticket.number)
        : await outOfHours(tx, { language, ticket }, house);
    const added = addSilentMessage(
      ticket,
      { id, kind: 'outbound', automatic: true, snippet: snippetOf(ticket.snippet) },
      now,
    );
    const { message, delivery } = composeOutgoing(
      {
        id, ticket, seq: added.seq, author: system, authorName: context.senderName, to: [to], cc: [], ...written,
        automatic: { is: true, why: [answer] }, now,
      }, // prettier-ignore
      context,
      this.signer,
    );
    await insertMessages(tx, [message]);
    await insertDelivery(tx, { ...delivery, sendAfterMs: 0, undo: null });
    await addOutboundThreading(tx, { ...delivery, wireId: message.messageId ?? '', recipients: [to] });
    await recordAutomaticMail(tx, { messageId: id, address: to, ticketId: ticket.id, inReplyTo: mail.messageId });
    await storeChange(tx, added, { actor: system });
  }
}

function isFromContact({ payload, actorKind }: StoredEvent): boolean {
  return payload['kind'] === 'inbound' && !payload['automatic'] && actorKind === 'contact';
}

type Told = { language: string; ticket: Ticket };

async function outOfHours(tx: Tx, { language, ticket }: Told, { organisation, hours, now }: House) {
  const { inboxId } = ticket;
  const at = hours.nextOpening(inboxId, now);
  return outOfHoursAnswer({
    language,
    number: ticket.number,
    opening: at && openingTime({ at, timeZone: hours.timeZoneOf(inboxId) }, writtenLanguage(language), organisation),
    texts: await readOutOfHoursTexts(tx),
  });
}
