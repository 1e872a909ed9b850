import type { TicketPriority } from '../ticket/ticket.js';
import type { EscalationStep } from './next-escalation.js';
import type { SlaTarget } from './sla-policy.js';

/** Roles, not names: people come and go. */
export const escalationRoles = ['assignee', 'lead', 'manager'] as const;
export type EscalationRole = (typeof escalationRoles)[number];

/** What a policy does about a clock, once per instance of it. Whoever meets the clock before that cancels it. */
export type SlaEscalation = {
  /** Known by it, not by its place: steps are put in another order while clocks run. */
  id: string;
  target: SlaTarget;
  when: EscalationStep;
  notify: readonly EscalationRole[];
  /** Never lowers one that is higher already. */
  raiseTo: TicketPriority | null;
  /** Null: it stays in its queue. */
  queueId: string | null;
  raisesLevel: boolean;
};
