import { applyRules, tagTicket, type RoutedTicket, type Ticket, type TicketChange } from '@diwan/tickets';
import { outcomeFor } from '../../routing/rules/outcome-for.js';
import type { IntakePlan } from './intake-plan.js';
import type { FollowUpContext, RoutingContext } from './routing-context.query.js';

type Work = { plan: IntakePlan; context: RoutingContext & Pick<FollowUpContext, 'continuedTags'> };

/** What rules look at beside the ticket itself. */
type FirstWords = { contactAddress: string; text: string };

/** Puts a new ticket into the plan as the admin's rules want it, with the tags of the one that it continues. */
export function openRouted(
  { ticket: fresh, events }: TicketChange<Ticket>,
  words: FirstWords,
  { plan, context }: Work,
): Ticket {
  const inherited = fresh.followUpOfId === null ? [] : (context.continuedTags.get(fresh.followUpOfId) ?? []);
  const tagged = tagTicket(fresh, [], { add: inherited, cause: 'follow_up' });
  const routed = routeByRules({ ticket: fresh, tags: tagged.tags }, words, context);
  const { ticket } = routed;
  plan.openedTickets.set(ticket.id, ticket);
  for (const tag of routed.tags) plan.tags.push({ ticketId: ticket.id, tag });
  for (const skill of routed.skills) plan.skills.push({ ...skill, ticketId: ticket.id });
  for (const event of events) plan.events.push({ ticketId: ticket.id, contactId: ticket.contactId, event });
  for (const event of [...tagged.events, ...routed.events])
    plan.events.push({ ticketId: ticket.id, contactId: null, event });
  return ticket;
}

/** Queue, priority, skills, tags and SLA policy. */
function routeByRules(
  { ticket, tags }: Pick<RoutedTicket, 'ticket' | 'tags'>,
  words: FirstWords,
  { rules, knownTags, hours }: RoutingContext,
): RoutedTicket {
  if (rules.length === 0) return { ticket, events: [], skills: [], tags };
  const { channel, inboxId, language, subject, createdAt } = ticket;
  const outcome = outcomeFor(rules, {
    channel,
    inboxId,
    language,
    subject,
    ...words,
    hoursOpen: hours.isOpenAt(inboxId, createdAt),
    tagIds: tags.map(({ id }) => id),
  });
  return applyRules(ticket, outcome, { rules, tags, knownTags });
}
