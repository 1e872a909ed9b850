import {
  bareSubject,
  decideIntake,
  openTicket,
  receiveMessage,
  snippetOf,
  type IntakeDecision,
  type Message,
  type Ticket,
} from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import { findCandidates } from './find-candidates.js';
import { idKey, threadIndexValue, type KnownId, type LoadedContext } from './intake-context.query.js';
import { emptyPlan, type IntakePlan, type Verdict } from './intake-plan.js';
import { openRouted } from './open-routed.js';
import type { UnderstoodMail } from '../understand/understood-mail.js';

/** Numbers for new tickets, drawn from the database when the plan turns out to need them. */
export type TakeNumber = () => Promise<number>;

/**
 * Decides about a batch of mails in the order of their arrival. Each sees what the ones before it have done, so a question
 * and its follow-up in one batch end in one ticket. Writes nothing.
 */
export async function planIntake(
  mails: readonly UnderstoodMail[],
  context: LoadedContext,
  { takeNumber, now }: { takeNumber: TakeNumber; now: Date },
): Promise<IntakePlan> {
  const plan = emptyPlan();
  for (const mail of mails) {
    const decision = decideIntake(mail.message, findCandidates(mail, context), {
      context: { inboxId: mail.claim.inboxId, ownAddresses: context.ownAddresses, force: mail.claim.force },
      now,
    });
    if (decision.do === 'suspend') {
      plan.verdicts.push(verdict(mail, decision, { outcome: 'suspended', cause: decision.cause }));
      continue;
    }
    const ticket = await ticketFor(mail, decision, { plan, context, takeNumber, now });
    addMessage(mail, decision, { ticket, plan, context, now });
  }
  return plan;
}

type Work = { plan: IntakePlan; context: LoadedContext; takeNumber: TakeNumber; now: Date };

function verdict(
  mail: UnderstoodMail,
  decision: IntakeDecision,
  rest: Partial<Verdict> & Pick<Verdict, 'outcome'>,
): Verdict {
  return {
    receiptId: mail.claim.id,
    cause: null,
    ticketId: null,
    messageId: null,
    fromAddress: mail.message.from?.address ?? mail.senderName,
    subject: mail.message.subject,
    steps: decision.steps,
    ...rest,
  };
}

async function ticketFor(
  mail: UnderstoodMail,
  decision: Exclude<IntakeDecision, { do: 'suspend' }>,
  work: Work,
): Promise<Ticket> {
  const { plan, context, takeNumber, now } = work;
  if (decision.do === 'append') {
    const ticket = context.tickets.get(decision.ticketId);
    if (!ticket) throw new Error(`ticket ${decision.ticketId} was decided on but not loaded`);
    return ticket;
  }
  const contactId = contactFor(mail, work);
  const opened = openTicket(
    {
      id: uuidv7(),
      number: await takeNumber(),
      channel: mail.message.channel,
      inboxId: mail.claim.inboxId,
      queueId: mail.claim.queueId,
      contactId,
      subject: bareSubject(mail.message.subject),
      language: mail.message.language,
      followUpOfId: decision.do === 'followUp' ? decision.ofId : null,
      mayBelongToId: decision.do === 'open' ? decision.mayBelongToId : null,
    },
    'contact',
    now,
  );
  const words = { contactAddress: mail.message.from?.address ?? '', text: mail.message.replyText };
  const ticket = openRouted(opened, words, { plan, context });
  remember(ticket, work);
  context.participants.set(ticket.id, new Set());
  return ticket;
}

/** The contact behind the sender's address, or a new one; without a usable address a new one every time. */
function contactFor(mail: UnderstoodMail, { plan, context, now }: Omit<Work, 'takeNumber'>): string {
  const address = mail.message.from?.address;
  const known = address === undefined ? undefined : context.contactByAddress.get(address);
  if (known) return known;
  const id = uuidv7();
  plan.contacts.push({
    id,
    name: (mail.senderName || address || '').slice(0, 200),
    language: mail.message.language,
    createdAt: now,
  });
  if (address !== undefined) {
    plan.handles.push({ id: uuidv7(), contactId: id, kind: 'email', value: address });
    context.contactByAddress.set(address, id);
  }
  return id;
}

function remember(ticket: Ticket, { context }: Pick<Work, 'context'>): void {
  context.tickets.set(ticket.id, ticket);
  context.ticketByNumber.set(ticket.number, ticket);
}

function addMessage(
  mail: UnderstoodMail,
  decision: IntakeDecision,
  { ticket, plan, context, now }: Omit<Work, 'takeNumber'> & { ticket: Ticket },
): void {
  const { message } = mail;
  const id = uuidv7();
  const contactId = contactFor(mail, { plan, context, now });
  const added = receiveMessage(
    ticket,
    {
      id,
      kind: 'inbound',
      automatic: message.automatic.is || message.bounce !== null,
      snippet: snippetOf(message.replyText),
    },
    now,
  );
  remember(added.ticket, { context });
  (plan.openedTickets.has(ticket.id) ? plan.openedTickets : plan.changedTickets).set(ticket.id, added.ticket);
  for (const event of added.events) plan.events.push({ ticketId: ticket.id, contactId, event });
  plan.messages.push(toMessage(mail, { id, ticketId: ticket.id, seq: added.seq, contactId, now, context }));
  mail.attachments.forEach((attachment, position) =>
    plan.attachments.push({ ...attachment, id: uuidv7(), messageId: id, position }),
  );
  addParticipants(mail, ticket.id, { plan, context });
  addIds(mail, { ticketId: ticket.id, messageId: id }, { plan, context });
  const bounced = addBounce(mail, ticket.id, { plan, context });
  const outcome = bounced ? 'bounce_matched' : decision.do === 'append' ? 'appended' : 'ticket';
  plan.verdicts.push(verdict(mail, decision, { outcome, ticketId: ticket.id, messageId: id }));
}

type NewPlace = { id: string; ticketId: string; seq: number; contactId: string; now: Date; context: LoadedContext };

function toMessage({ message, senderName, claim }: UnderstoodMail, place: NewPlace): Message {
  const seenBefore =
    message.messageId !== null &&
    (place.context.ids.get(idKey(claim.inboxId, message.messageId)) ?? []).some((each) => each.kind !== 'quoted');
  return {
    id: place.id,
    ticketId: place.ticketId,
    seq: place.seq,
    kind: 'inbound',
    channel: message.channel,
    author: { kind: 'contact', id: place.contactId },
    authorName: senderName || message.from?.address || '',
    from: message.from,
    to: message.to,
    cc: message.cc,
    subject: message.subject,
    text: message.text,
    replyText: message.replyText,
    html: message.html,
    messageId: message.messageId,
    automatic: message.automatic,
    sentAt: message.sentAt,
    createdAt: place.now,
    // Never a reason to drop a mail: whoever guesses an id could otherwise suppress another's message.
    warnings: seenBefore ? [...message.warnings, 'mail.message_id_seen_before'] : message.warnings,
  };
}

/**
 * Cc'd people gain this message and may answer it; the history is never sent to them by this. Who failed authentication
 * gains nothing and brings nobody.
 */
function addParticipants(
  mail: UnderstoodMail,
  ticketId: string,
  { plan, context }: Pick<Work, 'plan' | 'context'>,
): void {
  const participants = context.participants.get(ticketId) ?? new Set();
  context.participants.set(ticketId, participants);
  const { from, to, cc, authentication } = mail.message;
  const people = authentication === 'fail' ? [] : [...(from ? [from] : []), ...[...to, ...cc].slice(0, 20)];
  for (const { address } of people) {
    if (address === '' || participants.has(address) || context.ownAddresses.has(address)) continue;
    participants.add(address);
    plan.participants.push({ ticketId, address });
  }
}

function addIds(
  mail: UnderstoodMail,
  place: { ticketId: string; messageId: string },
  { plan, context }: Pick<Work, 'plan' | 'context'>,
): void {
  const { message, claim } = mail;
  const add = (value: string, kind: KnownId['kind']): void => {
    const messageId = kind === 'received' ? place.messageId : null;
    const id: KnownId = { inboxId: claim.inboxId, value, ticketId: place.ticketId, messageId, kind };
    const key = idKey(claim.inboxId, value);
    const known = context.ids.get(key) ?? [];
    const here = known.find((each) => each.ticketId === place.ticketId);
    // An answer that came before its question has quoted it; now the question itself is here.
    if (here && !(here.kind === 'quoted' && kind === 'received')) return;
    context.ids.set(key, [...known.filter((each) => each !== here), id]);
    if (here) plan.mailIds = plan.mailIds.filter((each) => each !== here);
    plan.mailIds.push(id);
  };
  if (message.messageId) add(message.messageId, 'received');
  for (const value of [...message.inReplyTo, ...message.references]) add(value, 'quoted');
  if (message.threadIndex) add(threadIndexValue(message.threadIndex), 'thread_index');
}

/** A report about a mail of ours: the message it is about, if this inbox sent it. */
function addBounce(mail: UnderstoodMail, ticketId: string, { plan, context }: Pick<Work, 'plan' | 'context'>): boolean {
  const { bounce } = mail.message;
  if (!bounce?.originalMessageId) return false;
  const original = (context.ids.get(idKey(mail.claim.inboxId, bounce.originalMessageId)) ?? []).find(
    (each) => each.kind === 'own' && each.messageId !== null,
  );
  if (!original?.messageId) return false;
  plan.bounces.push({ ticketId, bounce: { ...bounce, messageId: original.messageId } });
  return true;
}
