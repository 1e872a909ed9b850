import type { Contact, Handle, IntakeStep, Message, Ticket, TicketEvent } from '@diwan/tickets';
import type { MailAttachment } from '@diwan/channels';
import type { TicketTag } from '../../tags/ticket-tag.query.js';
import type { TicketSkill } from '../../routing/skills/skill.query.js';
import type { KnownId } from './intake-context.query.js';

export type PlannedAttachment = Omit<MailAttachment, 'content'> & { id: string; messageId: string; position: number };
export type PlannedBounce = {
  messageId: string;
  action: string;
  status: string;
  diagnostic: string;
  recipient: string;
};

/** What became of one mail, for its receipt. */
export type Verdict = {
  receiptId: string;
  outcome: 'ticket' | 'appended' | 'suspended' | 'bounce_matched';
  cause: string | null;
  ticketId: string | null;
  messageId: string | null;
  fromAddress: string;
  subject: string;
  steps: IntakeStep[];
};

/** Everything a batch of mails is going to write, gathered while deciding and written once. */
export type IntakePlan = {
  contacts: Contact[];
  handles: Omit<Handle, 'bouncedAt'>[];
  openedTickets: Map<string, Ticket>;
  changedTickets: Map<string, Ticket>;
  /** What rules ask of whoever gets one of the opened tickets. */
  skills: TicketSkill[];
  /** What rules gave to opened tickets, or the ticket had that one of them continues. */
  tags: TicketTag[];
  messages: Message[];
  participants: { ticketId: string; address: string }[];
  mailIds: KnownId[];
  attachments: PlannedAttachment[];
  /** `contactId` null: what rules did. */
  events: { ticketId: string; contactId: string | null; event: TicketEvent }[];
  bounces: { ticketId: string; bounce: PlannedBounce }[];
  verdicts: Verdict[];
};

export function emptyPlan(): IntakePlan {
  return {
    contacts: [],
    handles: [],
    openedTickets: new Map(),
    changedTickets: new Map(),
    skills: [],
    tags: [],
    messages: [],
    participants: [],
    mailIds: [],
    attachments: [],
    events: [],
    bounces: [],
    verdicts: [],
  };
}
