import type { RuleDifference } from '@diwan/contracts';
import type { RequiredSkill, RoutingRule, RuleOutcome } from '@diwan/tickets';

type Outcomes = { before: RuleOutcome; after: RuleOutcome };
type Known = {
  /** Where its inbox leads. */
  queueId: string;
  /** Those that lead to what is after. */
  rules: readonly RoutingRule[];
};
const firstPriority = 'normal';

/** What a ticket would have got instead, thing by thing; the order of skills and tags means nothing. */
export function differencesOf({ before, after }: Outcomes, { queueId, rules }: Known): RuleDifference[] {
  const named = (ids: readonly (string | undefined)[]): string[] =>
    rules.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const { decidedBy } = after;
  const gained = (after.tagIds ?? []).filter((id) => !before.tagIds?.includes(id));
  const differences: RuleDifference[] = [
    {
      of: 'queue',
      from: before.queueId ?? queueId,
      to: after.queueId ?? queueId,
      rules: named([decidedBy.queueId]),
    },
    {
      of: 'priority',
      from: before.priority ?? firstPriority,
      to: after.priority ?? firstPriority,
      rules: named([decidedBy.priority]),
    },
    { of: 'skills', from: ordered(before.skills), to: ordered(after.skills), rules: named([decidedBy.skills]) },
    {
      of: 'tags',
      from: (before.tagIds ?? []).toSorted(),
      to: (after.tagIds ?? []).toSorted(),
      rules: rules
        .filter(
          ({ id, actions }) => after.taggedBy?.includes(id) && actions.tagIds?.some((tag) => gained.includes(tag)),
        )
        .map(({ name }) => name),
    },
    {
      of: 'sla_policy',
      from: before.slaPolicyId ?? null,
      to: after.slaPolicyId ?? null,
      rules: named([decidedBy.slaPolicyId]),
    },
  ];
  return differences.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

function ordered(skills: readonly RequiredSkill[] = []): RequiredSkill[] {
  return skills
    .map(({ skillId, relaxAfterSeconds }) => ({ skillId, relaxAfterSeconds }))
    .toSorted((one, other) => (one.skillId < other.skillId ? -1 : 1));
}
