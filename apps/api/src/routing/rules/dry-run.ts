import type { RuleDryRun } from '@diwan/contracts';
import type { RoutingRule, RuleOutcome } from '@diwan/tickets';
import { differencesOf } from './differences-of.js';
import { outcomeFor } from './outcome-for.js';
import type { RecentTicket } from './rule.query.js';

const mostChanges = 20;

type Rules = { current: readonly RoutingRule[]; tried: readonly RoutingRule[] };

/** The same tickets under the rules as they are and as they are tried. Writes nothing. */
export function dryRun(
  tickets: readonly RecentTicket[],
  { current, tried }: Rules,
  queueNames: ReadonlyMap<string, string>,
): RuleDryRun {
  const looked = tickets.map((ticket) => {
    const [before, after] = [outcomeFor(current, ticket), outcomeFor(tried, ticket)];
    const queueOf = ({ queueId = ticket.inboxQueueId }: RuleOutcome): string => queueId;
    return {
      ticket,
      outcome: after,
      from: queueOf(before),
      to: queueOf(after),
      differences: differencesOf({ before, after }, { queueId: ticket.inboxQueueId, rules: tried }),
    };
  });
  return {
    total: tickets.length,
    rules: tried.map(({ id }) => ({
      id,
      count: looked.filter(({ outcome: { decidedBy, taggedBy = [] } }) =>
        [...Object.values(decidedBy), ...taggedBy].includes(id),
      ).length,
    })),
    queues: [...queueNames].map(([id, name]) => ({
      id,
      name,
      before: looked.filter((each) => each.from === id).length,
      after: looked.filter((each) => each.to === id).length,
    })),
    changes: looked
      .filter(({ differences }) => differences.length > 0)
      .slice(0, mostChanges)
      .map(({ ticket: { number, subject }, differences }) => ({ number, subject, differences })),
  };
}
