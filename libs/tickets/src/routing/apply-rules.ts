import { changePriority } from '../ticket/change-ticket.js';
import { tagTicket } from '../ticket/tag-ticket.js';
import type { Tag } from '../ticket/tag.js';
import type { TicketChange, TicketEvent } from '../ticket/ticket-event.js';
import type { Ticket } from '../ticket/ticket.js';
import type { RequiredSkill } from './choose-agent.js';
import type { RoutingRule, RuleOutcome } from './match-rules.js';

/** With its tags, and the skills that whoever gets it has to have. */
export type RoutedTicket = TicketChange<Ticket> & { skills: readonly RequiredSkill[]; tags: readonly Tag[] };

/** `tags`: those that it has already. `knownTags`: those that rules may add; another one is not added. */
type By = { rules: readonly RoutingRule[]; tags: readonly Tag[]; knownTags: readonly Tag[] };

/**
 * A new ticket as the rules want it, with an event that names the rules which decided anything. What they do not speak of
 * stays as the inbox has it.
 */
export function applyRules(ticket: Ticket, outcome: RuleOutcome, { rules, tags, knownTags }: By): RoutedTicket {
  const {
    queueId = ticket.queueId,
    priority = ticket.priority,
    skills = [],
    tagIds = [],
    slaPolicyId = null,
  } = outcome;
  const prioritised = changePriority(ticket, priority);
  const moved = queueId !== ticket.queueId;
  const add = tagIds.flatMap((id) => knownTags.find((tag) => tag.id === id) ?? []);
  const tagged = tagTicket(ticket, tags, { add, cause: 'rules' });
  const decided = decidersOf(outcome, {
    queueId: moved,
    priority: prioritised.events.length > 0,
    skills: skills.length > 0,
    slaPolicyId: slaPolicyId !== null,
    tags: tagged.events.length > 0,
  });
  if (decided.length === 0) return { ticket, events: [], skills, tags };
  const routed: TicketEvent = {
    type: 'ticket.routed',
    payload: {
      queueId: moved ? queueId : null,
      priority: outcome.priority ?? null,
      skillIds: skills.map(({ skillId }) => skillId),
      tags: add,
      slaPolicyId,
      // In the order in which they were asked.
      rules: rules.filter(({ id }) => decided.includes(id)).map(({ name }) => name),
    },
  };
  return {
    ticket: { ...prioritised.ticket, queueId },
    events: [routed, ...prioritised.events, ...tagged.events],
    skills,
    tags: tagged.tags,
  };
}

type Effects = Record<keyof RuleOutcome['decidedBy'] | 'tags', boolean>;

/** The rules behind what became another than it was. */
function decidersOf({ decidedBy, taggedBy = [] }: RuleOutcome, { tags, ...effects }: Effects): (string | undefined)[] {
  const fields = Object.keys(effects) as (keyof typeof effects)[];
  return [...fields.filter((field) => effects[field]).map((field) => decidedBy[field]), ...(tags ? taggedBy : [])];
}
