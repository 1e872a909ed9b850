// Policies and business hours as they were at each time, so that a clock is always counted by what was in force.
import {
  createBusinessCalendar,
  matchesConditions,
  type BusinessCalendar,
  type BusinessHours,
  type RuleConditions,
  type RuleFacts,
  type SlaPolicy,
} from '@diwan/tickets';
import type { Chosen } from './kept-clocks.js';

export type StoredPolicy = SlaPolicy & { conditions: RuleConditions };
export type TermsRow = { revision: number; at: Date; hours: BusinessHours; policies: StoredPolicy[] };
/** What was in force from `at` on, until the next one. */
export type Terms = TermsRow & { calendar: BusinessCalendar };

/**
 * `hoursOpen` is asked of the hours of the terms, at the time when the ticket was opened; tags are what its events made
 * them.
 */
export type TicketFacts = Omit<RuleFacts, 'hoursOpen' | 'tagIds'> & { openedAt: Date };

/** Never empty, oldest first, revisions ascending. */
export class TermsHistory {
  private readonly terms: Terms[] = [];

  add(rows: readonly TermsRow[]): void {
    this.terms.push(...rows.map((row) => ({ ...row, calendar: createBusinessCalendar(row.hours) })));
  }

  get revision(): number {
    return this.terms.at(-1)?.revision ?? 0;
  }

  of(revision: number): Terms {
    const terms = this.terms.find((each) => each.revision === revision);
    if (!terms) throw new Error(`there are no terms ${revision}`);
    return terms;
  }

  /** In force at that time; before there were any, the first. */
  at(time: Date): Terms {
    const terms = this.terms.findLast((each) => each.at <= time) ?? this.terms[0];
    if (!terms) throw new Error('there are no terms');
    return terms;
  }

  after(revision: number): Terms[] {
    return this.terms.filter((each) => each.revision > revision);
  }

  /** Whether any policy looks at words, so that texts have to be loaded at all. */
  get readsWords(): boolean {
    return this.terms.some(({ policies }) => policies.some((policy) => (policy.conditions.words ?? []).length > 0));
  }
}

/** The policy that a rule chose, as long as there is one; else the first whose conditions hold for the ticket. */
export function matchPolicy(
  { policies, calendar }: Terms,
  { openedAt, ...facts }: TicketFacts,
  { tagIds, policyId }: Chosen,
): StoredPolicy | null {
  const chosen = policies.find(({ id }) => id === policyId);
  if (chosen) return chosen;
  const matched = policies.find(({ conditions }) =>
    matchesConditions(conditions, { ...facts, tagIds, hoursOpen: calendar.isOpenAt(openedAt) }),
  );
  return matched ?? null;
}
