import type { AssignmentReason } from '../routing/choose-agent.js';
import type { MessageKind } from '../message/message.js';
import type { EscalationRole } from '../sla/sla-escalation.js';
import type { SlaTarget } from '../sla/sla-policy.js';
import type { Tag } from './tag.js';
import type { TicketPriority, TicketStatus } from './ticket.js';

/** Why a status changed by itself. */
export type StatusCause = 'agent' | 'contact_wrote' | 'agent_replied' | 'solved_long_ago';

/** Why who had it was away, as that was called then; without a name it is a word of Diwan's own. */
export type AwayFor = { key: string; name: string | null };

/**
 * Why a ticket changed hands. `routed`: it was this agent's turn · `agent_away`: who had it went away and gave it back ·
 * `agent_absent`: the contact wrote again while who had it was not there · `escalated`: its policy moved it to another queue.
 */
export type AssignmentCause =
  'agent' | 'agent_replied' | 'agent_left' | 'agent_away' | 'agent_absent' | 'routed' | 'offer_accepted' | 'escalated';

/** `follow_up`: the ticket that it continues had them. `merged`: a tag became another one. */
export type TaggedCause = 'agent' | 'rules' | 'follow_up' | 'merged';

/** `queueId`: where it was moved to, if it was. `isLate`: it was due by then. The reason is the agent's own words. */
export type Escalated =
  | { by: 'agent'; level: number; reason: string }
  | {
      by: 'policy';
      target: SlaTarget;
      stepId: string;
      isLate: boolean;
      level: number;
      queueId: string | null;
      notify: EscalationRole[];
    };

/** What happened to a ticket, in the past tense. Payloads hold ids and codes, never texts of messages. */
export type TicketEvent =
  | {
      type: 'ticket.opened';
      payload: { by: 'contact' | 'agent'; followUpOfId: string | null; mayBelongToId: string | null };
    }
  | { type: 'ticket.status_changed'; payload: { from: TicketStatus; to: TicketStatus; cause: StatusCause } }
  | {
      type: 'ticket.assigned';
      payload: {
        from: string | null;
        to: string | null;
        cause: AssignmentCause;
        reason?: AssignmentReason;
        awayFor?: AwayFor;
      };
    }
  | {
      type: 'ticket.routed';
      /** What rules gave a new ticket. Its tags are in an event of their own, too; whoever keeps count reads that one. */
      payload: {
        queueId: string | null;
        priority: TicketPriority | null;
        skillIds: string[];
        tags: Tag[];
        slaPolicyId: string | null;
        rules: string[];
      };
    }
  /** With the names that the tags had then: they may be renamed, merged and deleted. */
  | { type: 'ticket.tagged'; payload: { added: Tag[]; removed: Tag[]; cause: TaggedCause } }
  | { type: 'ticket.offered'; payload: { to: string; expiresAt: string; reason: AssignmentReason } }
  | { type: 'ticket.offer_passed'; payload: { by: string; cause: 'declined' | 'timed_out' | 'withdrawn' } }
  | { type: 'ticket.priority_changed'; payload: { from: TicketPriority; to: TicketPriority } }
  /** The soonest due time of its running clocks is another one. */
  | { type: 'ticket.due_changed'; payload: { target: SlaTarget | null; dueAt: string | null } }
  | { type: 'ticket.sla_breached'; payload: { target: SlaTarget; dueAt: string } }
  | { type: 'ticket.escalated'; payload: Escalated }
  | { type: 'message.added'; payload: { messageId: string; seq: number; kind: MessageKind; automatic: boolean } };

/** A ticket as it now stands and what happened to make it so: both are stored in one transaction or not at all. */
export type TicketChange<T> = { ticket: T; events: TicketEvent[] };
