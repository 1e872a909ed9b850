import type { TicketPriority, TicketStatus } from '../ticket/ticket.js';
import type { SlaEscalation } from './sla-escalation.js';
import { aroundTheClock, type BusinessCalendar, type WorkingTime } from './hours/business-calendar.js';

export const slaTargets = ['first_reply', 'next_reply', 'resolution'] as const;
export type SlaTarget = (typeof slaTargets)[number];

export const slaHours = ['business', 'calendar'] as const;
export type SlaHours = (typeof slaHours)[number];

/** The promise. Which tickets it holds for is decided where tickets are matched; here it has been matched already. */
export type SlaPolicy = {
  id: string;
  name: string;
  hours: SlaHours;
  /** Whether `resolution` also waits while a third party is waited for. */
  pauseOnHold: boolean;
  /** Minutes; null: nothing is promised. */
  targets: Record<TicketPriority, Record<SlaTarget, number | null>>;
  escalation: readonly SlaEscalation[];
};

/** What a ticket's clocks count by: the policy that it matches, if any, and the hours of the house. */
export type SlaTerms = { policy: SlaPolicy | null; calendar: BusinessCalendar };

/** Without a policy time is counted in business hours, so that a policy which matches later finds nights left out. */
export function hoursOf({ policy }: SlaTerms): SlaHours {
  return policy?.hours ?? 'business';
}

export function workingTimeOf(hours: SlaHours, calendar: BusinessCalendar): WorkingTime {
  return hours === 'business' ? calendar : aroundTheClock;
}

export function targetMinutesOf(
  policy: SlaPolicy | null,
  { priority, target }: { priority: TicketPriority; target: SlaTarget },
): number | null {
  return policy?.targets[priority][target] ?? null;
}

/** Statuses in which `resolution` may rest: it waits for others, or there is nothing left to solve. */
export type RestingStatus = Extract<TicketStatus, 'pending' | 'on_hold' | 'solved' | 'closed'>;

/** The status as a reason for `resolution` not to run, else null. Reply clocks never rest. */
export function restIn(status: TicketStatus, policy: SlaPolicy | null): RestingStatus | null {
  switch (status) {
    case 'new':
    case 'open':
      return null;
    case 'on_hold':
      return policy?.pauseOnHold ? status : null;
    case 'pending':
    case 'solved':
    case 'closed':
      return status;
  }
}
