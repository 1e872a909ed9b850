import {
  openTicket,
  placeOfReply,
  receiveMessage,
  snippetOf,
  withoutMail,
  type Message,
  type Ticket,
} from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import { openRouted } from '../../intake/plan/open-routed.js';
import { emptyPlan, type IntakePlan } from '../../intake/plan/intake-plan.js';
import { followUpOf } from '../../intake/plan/routing-context.query.js';
import type { TakeNumber } from '../../intake/plan/plan-intake.js';
import type { ChatInput, ChatVerdict, Visitor } from './chat-input.js';
import { receiptKey, type ChatContext, type OpenSession, type Receipt } from './chat-context.query.js';
import { languageOfLocale, visitorName } from './visitor-name.js';

export type NewVisitor = Visitor & { contactId: string };
export type NewSession = OpenSession & Pick<Visitor, 'page' | 'locale' | 'userAgent'>;

/** What a batch of visitors' messages is going to write: an intake plan, and what chat knows besides. */
export type ChatPlan = {
  intake: IntakePlan;
  visitors: NewVisitor[];
  sessions: NewSession[];
  /** Sessions whose ticket is closed for good: a new one begins. */
  endedSessionIds: string[];
  receipts: Receipt[];
  /** Of a message, which files are its own, in order. */
  files: { messageId: string; ids: readonly string[] }[];
  /** One for each input, in order. */
  verdicts: ChatVerdict[];
};

type Work = { plan: ChatPlan; context: ChatContext; takeNumber: TakeNumber; now: Date };

/**
 * Decides about visitors' messages in the order in which they came. Each sees what the ones before it have done; what was
 * taken before is taken again without effect. Writes nothing.
 */
export async function planChat(
  inputs: readonly ChatInput[],
  context: ChatContext,
  { takeNumber, now }: { takeNumber: TakeNumber; now: Date },
): Promise<ChatPlan> {
  const plan: ChatPlan = {
    intake: emptyPlan(),
    visitors: [],
    sessions: [],
    endedSessionIds: [],
    receipts: [],
    files: [],
    verdicts: [],
  };
  for (const input of inputs) plan.verdicts.push(await decide(input, { plan, context, takeNumber, now }));
  return plan;
}

async function decide(input: ChatInput, work: Work): Promise<ChatVerdict> {
  const { context } = work;
  const known = context.receipts.get(receiptKey(input.visitor.id, input.clientId));
  if (known) return { do: 'taken', ticketId: known.ticketId, seq: known.seq, at: known.at };
  if (input.text === '' && input.fileIds.length === 0) return { do: 'refused', code: 'chat.empty_message' };
  if (input.fileIds.some((id) => context.files.get(id) !== input.visitor.id)) {
    return { do: 'refused', code: 'chat.unknown_file' };
  }
  const ticket = currentTicket(input, work) ?? (await open(input, work));
  return ticket ? append(input, ticket, work) : { do: 'refused', code: 'chat.unknown_widget' };
}

/** The ticket of the open session, unless it is closed, or solved in a queue that opens another one then. */
function currentTicket({ visitor }: ChatInput, { plan, context, now }: Work): Ticket | null {
  const session = context.sessions.get(visitor.id);
  const ticket = session && context.tickets.get(session.ticketId);
  if (!session || !ticket) return null;
  const policy = followUpOf(ticket, context);
  if (placeOfReply(ticket, { policy, automatic: false, now }).goes === 'into') return ticket;
  plan.endedSessionIds.push(session.id);
  return null;
}

async function open(input: ChatInput, work: Work): Promise<Ticket | null> {
  const { plan, context, takeNumber, now } = work;
  const { visitor } = input;
  const inbox = context.inboxes.get(visitor.inboxId);
  if (!inbox) return null;
  const { contactId } = contactFor(visitor, work);
  const before = context.sessions.get(visitor.id)?.ticketId;
  const opened = openTicket(
    {
      id: uuidv7(),
      number: await takeNumber(),
      channel: 'chat',
      inboxId: inbox.id,
      queueId: inbox.queueId,
      contactId,
      subject: snippetOf(input.text, 80),
      language: languageOfLocale(visitor.locale) ?? inbox.language,
      followUpOfId: before ?? null,
      mayBelongToId: null,
    },
    'contact',
    now,
  );
  const ticket = openRouted(opened, { contactAddress: '', text: input.text }, { plan: plan.intake, context });
  const { page, locale, userAgent } = visitor;
  const session = { id: uuidv7(), visitorId: visitor.id, ticketId: ticket.id, page, locale, userAgent };
  plan.sessions.push(session);
  context.sessions.set(visitor.id, session);
  context.tickets.set(ticket.id, ticket);
  return ticket;
}

function contactFor(visitor: Visitor, { plan, context, now }: Work): { contactId: string; name: string } {
  const known = context.contacts.get(visitor.id);
  if (known) return known;
  const contact = { contactId: uuidv7(), name: visitor.identity?.name ?? visitorName(visitor.locale, visitor.id) };
  context.contacts.set(visitor.id, contact);
  plan.visitors.push({ ...visitor, contactId: contact.contactId });
  plan.intake.contacts.push({
    id: contact.contactId,
    name: contact.name,
    language: languageOfLocale(visitor.locale),
    createdAt: now,
  });
  plan.intake.handles.push({ id: uuidv7(), contactId: contact.contactId, kind: 'visitor', value: visitor.id });
  return contact;
}

function append(input: ChatInput, ticket: Ticket, work: Work): ChatVerdict {
  const { plan, context, now } = work;
  const { visitor, clientId, text, fileIds } = input;
  const { contactId, name } = contactFor(visitor, work);
  const id = uuidv7();
  const added = receiveMessage(ticket, { id, kind: 'inbound', automatic: false, snippet: snippetOf(text) }, now);
  context.tickets.set(ticket.id, added.ticket);
  const tickets = plan.intake.openedTickets.has(ticket.id) ? plan.intake.openedTickets : plan.intake.changedTickets;
  tickets.set(ticket.id, added.ticket);
  for (const event of added.events) plan.intake.events.push({ ticketId: ticket.id, contactId, event });
  const message: Message = {
    id, ticketId: ticket.id, seq: added.seq, kind: 'inbound', channel: 'chat', author: { kind: 'contact', id: contactId },
    authorName: name, text, replyText: text, html: null, automatic: { is: false, why: [] }, createdAt: now, ...withoutMail(),
  }; // prettier-ignore
  plan.intake.messages.push(message);
  if (fileIds.length > 0) plan.files.push({ messageId: id, ids: fileIds });
  for (const fileId of fileIds) context.files.delete(fileId);
  const receipt = { visitorId: visitor.id, clientId, ticketId: ticket.id, seq: added.seq, at: now };
  plan.receipts.push(receipt);
  context.receipts.set(receiptKey(visitor.id, clientId), receipt);
  return { do: 'taken', ticketId: ticket.id, seq: added.seq, at: now };
}
