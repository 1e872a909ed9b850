import type { ChannelKind } from '../message/channel-kind.js';
import { queryTokens, searchTokens } from '../text/search-tokens.js';
import type { TicketPriority } from '../ticket/ticket.js';
import type { RequiredSkill } from './choose-agent.js';

/** What must hold for a rule to match: all that is given, each by any of its values. Nothing given: it always matches. */
export type RuleConditions = {
  channels?: readonly ChannelKind[] | undefined;
  inboxIds?: readonly string[] | undefined;
  languages?: readonly string[] | undefined;
  /** Addresses (`ada@example.com`) or whole domains (`@example.com`) of the contact. */
  contacts?: readonly string[] | undefined;
  tagIds?: readonly string[] | undefined;
  /** Words of subject or first message, compared folded, so that spelling variants of Arabic and Persian meet. */
  words?: readonly string[] | undefined;
  hours?: 'open' | 'closed' | undefined;
};

export type RuleActions = {
  queueId?: string | undefined;
  priority?: TicketPriority | undefined;
  skills?: readonly RequiredSkill[] | undefined;
  /** All rules that match add theirs, and the rules after them see those. */
  tagIds?: readonly string[] | undefined;
  /** In place of the first SLA policy whose conditions hold. */
  slaPolicyId?: string | undefined;
};

/** What the first rule that speaks of it decides alone. */
const decidedOnce = ['queueId', 'priority', 'skills', 'slaPolicyId'] as const satisfies (keyof RuleActions)[];

export type RoutingRule = { id: string; name: string; conditions: RuleConditions; actions: RuleActions };

/** What rules look at. `text` is subject and first message. */
export type RuleFacts = {
  channel: ChannelKind;
  inboxId: string;
  language: string | null;
  contactAddress: string;
  tagIds: readonly string[];
  text: string;
  hoursOpen: boolean;
};

export type RuleOutcome = RuleActions & {
  decidedBy: Partial<Record<(typeof decidedOnce)[number], string>>;
  /** Rules that added a tag. */
  taggedBy?: readonly string[];
};

/**
 * What the rules together say. They are asked in order and the first that matches decides each field by itself, so one
 * rule may choose the queue and another the priority; `decidedBy` names the rule of each field. Tags add up.
 */
export function matchRules(rules: readonly RoutingRule[], facts: RuleFacts): RuleOutcome {
  // Taking a text apart costs a millisecond: only where a rule asks for words.
  const asksForWords = rules.some((rule) => rule.conditions.words !== undefined);
  const words = new Set(asksForWords ? searchTokens(facts.text) : []);
  const outcome: RuleOutcome = { decidedBy: {} };
  const tagIds: string[] = [];
  for (const rule of rules) {
    if (!matches(rule.conditions, { ...facts, tagIds: [...facts.tagIds, ...tagIds] }, words)) continue;
    decide(outcome, rule);
    const added = (rule.actions.tagIds ?? []).filter((id) => !facts.tagIds.includes(id) && !tagIds.includes(id));
    if (added.length === 0) continue;
    tagIds.push(...added);
    Object.assign(outcome, { tagIds, taggedBy: [...(outcome.taggedBy ?? []), rule.id] });
  }
  return outcome;
}

function decide(outcome: RuleOutcome, { id, actions }: RoutingRule): void {
  for (const field of decidedOnce) {
    if (actions[field] === undefined || outcome.decidedBy[field] !== undefined) continue;
    Object.assign(outcome, { [field]: actions[field] });
    outcome.decidedBy[field] = id;
  }
}

/** Whether the conditions hold for these facts. */
export function matchesConditions(conditions: RuleConditions, facts: RuleFacts): boolean {
  return matches(conditions, facts, new Set(searchTokens(facts.text)));
}

function matches(conditions: RuleConditions, facts: RuleFacts, words: ReadonlySet<string>): boolean {
  const { channels, inboxIds, languages, contacts, tagIds, hours } = conditions;
  const checks = [
    isOneOf(facts.channel, channels),
    isOneOf(facts.inboxId, inboxIds),
    isOneOf(facts.language ?? '', languages),
    contacts?.some((each) => isContact(each, facts.contactAddress)),
    tagIds?.some((id) => facts.tagIds.includes(id)),
    conditions.words?.some((phrase) => standsIn(phrase, words)),
    hours === undefined ? undefined : (hours === 'open') === facts.hoursOpen,
  ];
  return checks.every((check) => check !== false);
}

/** Undefined: not asked. */
function isOneOf(value: string, wanted: readonly string[] | undefined): boolean | undefined {
  return wanted?.includes(value);
}

function isContact(wanted: string, address: string): boolean {
  const [one, other] = [wanted.toLowerCase(), address.toLowerCase()];
  return one.startsWith('@') ? other.endsWith(one) : other === one;
}

/** All words of the phrase, wherever they stand and however they are spelled. */
function standsIn(phrase: string, words: ReadonlySet<string>): boolean {
  const wanted = queryTokens(phrase);
  return (
    wanted.length > 0 && wanted.every((spellings) => spellings.some((parts) => parts.every((part) => words.has(part))))
  );
}
