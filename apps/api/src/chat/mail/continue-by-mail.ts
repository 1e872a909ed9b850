import type { ReplySigner } from '@diwan/channels';
import { addSilentMessage, snippetOf, system } from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Tx } from '../../database/database.js';
import { insertDelivery } from '../../delivery/delivery.query.js';
import { insertMessages } from '../../messages/message.repository.js';
import { composeOutgoing } from '../../messages/outgoing-message.js';
import { addOutboundThreading, loadReplyContext } from '../../messages/reply-context.query.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { claimMissedAnswers, listMissed, markMailed, type MissedAnswers } from './missed-answers.query.js';
import { missedAnswersMail } from './missed-answers-mail.js';

/** More than this in one turn would hold others up; the rest is for the next. */
const batchSize = 50;

/**
 * Answers that did not reach a visitor's screen follow by mail, all that have gathered in one, to the address that the
 * visitor gave. What they write back comes to the same ticket by its signed reply address.
 */
export async function continueChatsByMail(database: Database, signer: ReplySigner): Promise<number> {
  let sent = 0;
  for (; sent < batchSize; sent++) {
    const isOne = await database.transaction(async (tx) => {
      const [missed] = await claimMissedAnswers(tx);
      if (!missed) return false;
      await mailMissed(tx, missed, signer);
      return true;
    });
    if (!isOne) break;
  }
  return sent;
}

async function mailMissed(tx: Tx, missed: MissedAnswers, signer: ReplySigner): Promise<void> {
  const [ticket] = await lockTickets(tx, [missed.ticketId]);
  const answers = await listMissed(tx, missed);
  const last = answers.at(-1);
  await markMailed(tx, missed.sessionId, last?.seq ?? missed.afterSeq);
  // What is closed takes nothing more; its visitor can still read it in the widget.
  if (!ticket || !last || ticket.status === 'closed') return;
  // As if the ticket had come by this mailbox: its address, and a Reply-To that proves the ticket.
  const mailed = { ...ticket, inboxId: missed.mailInboxId };
  const context = await loadReplyContext(tx, mailed);
  const [id, now] = [uuidv7(), new Date()];
  // Not an answer of its own: it fulfils no promise and leaves the list as it is.
  const snippet = snippetOf(ticket.snippet);
  const added = addSilentMessage(ticket, { id, kind: 'outbound', automatic: true, snippet }, now);
  const { message, delivery } = composeOutgoing(
    {
      id, ticket: mailed, seq: added.seq, author: system, authorName: context.senderName, to: [missed.email], cc: [],
      ...missedAnswersMail(missed.locale, answers), automatic: { is: false, why: ['chat_continued'] }, now,
    }, // prettier-ignore
    context,
    signer,
  );
  await insertMessages(tx, [message]);
  await insertDelivery(tx, { ...delivery, sendAfterMs: 0, undo: null });
  await addOutboundThreading(tx, { ...delivery, wireId: message.messageId ?? '', recipients: [missed.email] });
  await storeChange(tx, added, { actor: system });
}
