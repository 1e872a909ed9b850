import { changePriority } from '../ticket/change-ticket.js';
import type { TicketChange, TicketEvent } from '../ticket/ticket-event.js';
import type { Ticket } from '../ticket/ticket.js';
import type { RoutingRule, RuleOutcome } from './match-rules.js';

/**
 * A new ticket as the rules want it, with an event that names the rule of each thing they decided. What they do not speak
 * of stays as the inbox has it.
 */
export function applyRules(ticket: Ticket, outcome: RuleOutcome, rules: readonly RoutingRule[]): TicketChange<Ticket> {
  const { queueId, priority } = outcome;
  const prioritised = priority === undefined ? { ticket, events: [] } : changePriority(ticket, priority);
  const moved = queueId !== undefined && queueId !== ticket.queueId;
  const decided = [
    ...(moved ? [outcome.decidedBy.queueId] : []),
    ...(prioritised.events.length > 0 ? [outcome.decidedBy.priority] : []),
  ];
  if (decided.length === 0) return { ticket, events: [] };
  const names = [...new Set(decided)].flatMap((id) => rules.find((rule) => rule.id === id)?.name ?? []);
  const routed: TicketEvent = {
    type: 'ticket.routed',
    payload: { queueId: moved ? queueId : null, priority: priority ?? null, rules: names },
  };
  return {
    ticket: { ...prioritised.ticket, queueId: moved ? queueId : ticket.queueId },
    events: [routed, ...prioritised.events],
  };
}
