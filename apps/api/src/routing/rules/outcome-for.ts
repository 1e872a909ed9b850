import { matchRules, type RoutingRule, type RuleOutcome } from '@diwan/tickets';
import type { RecentTicket } from './rule.query.js';

/** What a ticket that comes in looks like to the rules. */
export function outcomeFor(
  rules: readonly RoutingRule[],
  ticket: Omit<RecentTicket, 'number' | 'inboxQueueId'>,
): RuleOutcome {
  const { channel, inboxId, language, contactAddress, subject, text, tagIds, hoursOpen } = ticket;
  return matchRules(rules, {
    channel,
    inboxId,
    language,
    contactAddress,
    tagIds,
    text: `${subject} ${text}`,
    hoursOpen,
  });
}
