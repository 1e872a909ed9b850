import type { RuleDryRun } from '@diwan/contracts';
import type { RoutingRule } from '@diwan/tickets';
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
    const outcome = outcomeFor(tried, ticket);
    return {
      ticket,
      outcome,
      from: outcomeFor(current, ticket).queueId ?? ticket.inboxQueueId,
      to: outcome.queueId ?? ticket.inboxQueueId,
    };
  });
  const nameOf = (id: string): string => queueNames.get(id) ?? '';
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
      .filter((each) => each.from !== each.to)
      .slice(0, mostChanges)
      .map(({ ticket, outcome, from, to }) => ({
        number: ticket.number,
        subject: ticket.subject,
        from: nameOf(from),
        to: nameOf(to),
        rule: tried.find((rule) => rule.id === outcome.decidedBy.queueId)?.name ?? '',
      })),
  };
}
