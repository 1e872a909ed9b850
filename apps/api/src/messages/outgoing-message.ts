import type { ReplySigner } from '@diwan/channels';
import {
  paragraphDirection,
  TicketError,
  withoutMail,
  type Actor,
  type Address,
  type Automatic,
  type Message,
  type Ticket,
} from '@diwan/tickets';
import type { NewDelivery } from '../delivery/delivery.query.js';
import type { ReplyContext } from './reply-context.query.js';

export type Outgoing = {
  id: string;
  ticket: Ticket;
  seq: number;
  author: Actor;
  authorName: string;
  to: readonly string[] | undefined;
  cc: readonly string[];
  /** Overrides the ticket's subject. */
  subject?: string;
  text: string;
  html: string;
  automatic: Automatic;
  now: Date;
};

export type ComposedDelivery = Omit<NewDelivery, 'sendAfterMs' | 'undo'>;

const mostReferences = 20;

function named(address: string): Address {
  return { name: '', address };
}

function recipientsOf({ to, ticket }: Outgoing, context: ReplyContext): Address[] {
  if (to && to.length > 0) return to.map(named);
  const sender = context.lastInbound?.from;
  if (sender?.address) return [sender];
  if (context.contactAddress) return [named(context.contactAddress)];
  throw new TicketError('ticket.no_recipient', { number: ticket.number });
}

/**
 * The mail that answers a ticket: Message-ID fixed here, before any attempt (promise P7), references oldest first, and a
 * Reply-To that proves the ticket. @throws TicketError ticket.no_recipient
 */
export function composeOutgoing(
  outgoing: Outgoing,
  context: ReplyContext,
  signer: ReplySigner,
): { message: Message; delivery: ComposedDelivery } {
  const { id, ticket, seq, author, authorName, cc, text, html, automatic, now } = outgoing;
  const host = context.inboxAddress.slice(context.inboxAddress.lastIndexOf('@') + 1);
  const subject =
    outgoing.subject ?? `Re: ${context.lastInbound?.subject.replace(/^\s*re\s*:\s*/i, '') || ticket.subject}`;
  const language = ticket.language ?? context.inboxLanguage;
  const message: Message = {
    id,
    ticketId: ticket.id,
    seq,
    kind: 'outbound',
    channel: 'email',
    author,
    authorName,
    from: { name: context.senderName, address: context.inboxAddress },
    to: recipientsOf(outgoing, context),
    cc: cc.map(named),
    subject,
    text,
    replyText: text,
    html,
    messageId: signer.messageId(ticket.number, id, host),
    automatic,
    sentAt: null,
    createdAt: now,
    warnings: [],
  };
  return {
    message,
    delivery: {
      messageId: id,
      inboxId: ticket.inboxId,
      ticketId: ticket.id,
      inReplyTo: context.lastInbound?.messageId ?? null,
      references: context.messageIds.slice(-mostReferences),
      threadIndex: context.threadIndex,
      replyTo: signer.replyAddress(context.inboxAddress, ticket.number),
      language: languageOf(text, language),
    },
  };
}

/** The text's own script decides where it contradicts the ticket's language: an English answer to a Persian mail is ltr. */
function languageOf(text: string, language: string): string {
  const rtl = paragraphDirection(text, language === 'en' ? 'ltr' : 'rtl') === 'rtl';
  if (rtl) return language === 'en' ? 'fa' : language;
  return 'en';
}

/** What a visitor reads in the widget: stored is sent, for every screen of theirs resumes after what it has. */
export function composeChat(outgoing: Omit<Outgoing, 'to' | 'cc' | 'subject'>): Message {
  const { id, ticket, seq, author, authorName, text, html, automatic, now } = outgoing;
  return {
    id, ticketId: ticket.id, seq, kind: 'outbound', channel: 'chat', author, authorName, text,
    replyText: text, html, automatic, createdAt: now, ...withoutMail(),
  }; // prettier-ignore
}
