/** A rule while it is edited: everything that can be given is there, and lists of texts are lines. */
import type { Language, RoutingRules } from '@diwan/contracts';
import type { ChannelKind, RequiredSkill, TicketPriority } from '@diwan/tickets';

export type Rule = RoutingRules['rules'][number];

export type RuleDraft = {
  name: string;
  channels: readonly ChannelKind[];
  inboxIds: readonly string[];
  languages: readonly Language[];
  contacts: string;
  words: string;
  hours: 'open' | 'closed' | null;
  /** That it has to have one of. */
  tagIds: readonly string[];
  queueId: string | null;
  priority: TicketPriority | null;
  skills: readonly RequiredSkill[];
  addTagIds: readonly string[];
  slaPolicyId: string | null;
};

/** Of a part of the form. */
export type PartProps = { draft: RuleDraft; onChange: (part: Partial<RuleDraft>) => void };

export function draftOf({ name, conditions, actions }: Pick<Rule, 'name' | 'conditions' | 'actions'>): RuleDraft {
  return {
    name,
    ...draftOfConditions(conditions),
    ...draftOfActions(actions),
  };
}

function draftOfConditions(conditions: Rule['conditions']) {
  return {
    channels: conditions.channels ?? [],
    inboxIds: conditions.inboxIds ?? [],
    languages: conditions.languages ?? [],
    contacts: conditions.contacts?.join('\n') ?? '',
    words: conditions.words?.join('\n') ?? '',
    hours: conditions.hours ?? null,
    tagIds: conditions.tagIds ?? [],
  };
}

function draftOfActions({ queueId, priority, skills, tagIds, slaPolicyId }: Rule['actions']) {
  return {
    queueId: queueId ?? null,
    priority: priority ?? null,
    skills: skills ?? [],
    addTagIds: tagIds ?? [],
    slaPolicyId: slaPolicyId ?? null,
  };
}

export const freshDraft: RuleDraft = draftOf({ name: '', conditions: {}, actions: {} });

/** The rule without what was left open; null while it would do nothing. */
export function ruleOf(draft: RuleDraft, id: string): Rule | null {
  const { queueId, priority, skills, addTagIds, slaPolicyId } = draft;
  const actions: Rule['actions'] = {
    ...(queueId === null ? {} : { queueId }),
    ...(priority === null ? {} : { priority }),
    ...(skills.length > 0 ? { skills: [...skills] } : {}),
    ...(addTagIds.length > 0 ? { tagIds: [...addTagIds] } : {}),
    ...(slaPolicyId === null ? {} : { slaPolicyId }),
  };
  if (Object.keys(actions).length === 0) return null;
  const lists = given({
    channels: [...draft.channels],
    inboxIds: [...draft.inboxIds],
    languages: [...draft.languages],
    contacts: linesOf(draft.contacts),
    words: linesOf(draft.words),
    tagIds: [...draft.tagIds],
  });
  const conditions: Rule['conditions'] = { ...lists, ...(draft.hours === null ? {} : { hours: draft.hours }) };
  return { id, name: draft.name.trim(), conditions, actions };
}

function given<T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>;
}

export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '');
}

/** The first line that is neither an address nor a domain. */
export function wrongContact(text: string): string | undefined {
  return linesOf(text).find((line) => !/^[^\s@]*@[^\s@]+$/.test(line));
}

/** The same list with one entry a place further up (-1) or down (1); at the ends it stays. */
export function shifted<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const entry = list[index];
  const place = index + by;
  if (entry === undefined || place < 0 || place >= list.length) return [...list];
  return list.toSpliced(index, 1).toSpliced(place, 0, entry);
}

/** Those that name any of these queues, inboxes, skills, tags or SLA policies. */
export function pointingAt(rules: readonly Rule[], ids: readonly unknown[]): Rule[] {
  return rules.filter(({ conditions, actions }) =>
    [
      actions.queueId,
      actions.slaPolicyId,
      ...(conditions.inboxIds ?? []),
      ...(conditions.tagIds ?? []),
      ...(actions.tagIds ?? []),
      ...(actions.skills ?? []).map(({ skillId }) => skillId),
    ].some((id) => ids.includes(id)),
  );
}
