import { changePriority } from '../ticket/change-ticket.js';
import type { TicketChange, TicketEvent } from '../ticket/ticket-event.js';
import type { Ticket } from '../ticket/ticket.js';
import type { RequiredSkill } from './choose-agent.js';
import type { RoutingRule, RuleOutcome } from './match-rules.js';

/** With the skills that whoever gets it has to have. */
export type RoutedTicket = TicketChange<Ticket> & { skills: readonly RequiredSkill[] };

/**
 * A new ticket as the rules want it, with an event that names the rule of each thing they decided. What they do not speak
 * of stays as the inbox has it.
 */
export function applyRules(ticket: Ticket, outcome: RuleOutcome, rules: readonly RoutingRule[]): RoutedTicket {
  const { queueId, priority, skills = [] } = outcome;
  const prioritised = priority === undefined ? { ticket, events: [] } : changePriority(ticket, priority);
  const moved = queueId !== undefined && queueId !== ticket.queueId;
  const decided = [
    ...(moved ? [outcome.decidedBy.queueId] : []),
    ...(prioritised.events.length > 0 ? [outcome.decidedBy.priority] : []),
    ...(skills.length > 0 ? [outcome.decidedBy.skills] : []),
  ];
  if (decided.length === 0) return { ticket, events: [], skills };
  const names = [...new Set(decided)].flatMap((id) => rules.find((rule) => rule.id === id)?.name ?? []);
  const routed: TicketEvent = {
    type: 'ticket.routed',
    payload: {
      queueId: moved ? queueId : null,
      priority: priority ?? null,
      skillIds: skills.map(({ skillId }) => skillId),
      rules: names,
    },
  };
  return {
    ticket: { ...prioritised.ticket, queueId: moved ? queueId : ticket.queueId },
    events: [routed, ...prioritised.events],
    skills,
  };
}
