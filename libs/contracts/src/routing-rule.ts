import { channelKinds, ticketPriorities } from '@diwan/tickets';
import { z } from 'zod';
import { languages } from './organisation.js';
import { id, visibleName } from './primitives.js';

const text = z.string().trim().min(1).max(200);
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50).optional();

/** All that is given must hold, each by any of its values. Nothing given: the rule matches every new ticket. */
export const ruleConditions = z
  .object({
    channels: some(z.enum(channelKinds)),
    inboxIds: some(id),
    languages: some(z.enum(languages)),
    /** `ada@example.com`, or `@example.com` for a whole domain. */
    contacts: some(text.regex(/^[^\s@]*@[^\s@]+$/)),
    /** Of subject or first message; spelling variants of Arabic and Persian meet. */
    words: some(text),
    /** Of its inbox, when it comes in. */
    hours: z.enum(['open', 'closed']).optional(),
    /** Of the ticket that a new one continues, or given by an earlier rule. */
    tagIds: some(id),
  })
  .meta({ id: 'RuleConditions' });

const requiredSkill = z.object({
  skillId: id,
  relaxAfterSeconds: z.number().int().min(0).max(604_800).nullable(),
});

export const routingRule = z
  .object({
    id,
    name: visibleName(),
    conditions: ruleConditions,
    actions: z
      .object({
        queueId: id.optional(),
        priority: z.enum(ticketPriorities).optional(),
        /** What whoever gets the ticket has to be able to do, until it has waited for so long; null: always. */
        skills: z.array(requiredSkill).min(1).max(10).optional(),
        /** Every rule that matches adds its own; the rules after it see them. */
        tagIds: some(id),
        /** In place of the first policy that matches; once it is gone, that one. */
        slaPolicyId: id.optional(),
      })
      .refine((actions) => Object.keys(actions).length > 0, { error: 'empty' }),
  })
  .meta({ id: 'RoutingRule' });

const ruleList = z
  .array(routingRule)
  .max(200)
  .refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length, { error: 'repeated' });

/** In order: of each thing but tags, which add up, the first rule that matches and speaks of it decides. */
export const routingRules = z.object({ rules: ruleList, version: z.number().int() }).meta({ id: 'RoutingRules' });
export type RoutingRules = z.infer<typeof routingRules>;

export const dryRunRules = z.object({ rules: ruleList }).meta({ id: 'DryRunRules' });
export type DryRunRules = z.infer<typeof dryRunRules>;

const difference = <Of extends string, Value extends z.ZodType>(of: Of, value: Value) =>
  z.object({ of: z.literal(of), from: value, to: value, rules: z.array(z.string()) });

/** What a ticket would have got instead of what it gets; `rules`: the names of those that decide so. */
export const ruleDifference = z
  .discriminatedUnion('of', [
    difference('queue', id),
    difference('priority', z.enum(ticketPriorities)),
    difference('skills', z.array(requiredSkill)),
    /** Given by rules, over those that it continues with. */
    difference('tags', z.array(id)),
    /** null: the first policy whose conditions hold. */
    difference('sla_policy', id.nullable()),
  ])
  .meta({ id: 'RuleDifference' });
export type RuleDifference = z.infer<typeof ruleDifference>;

/** What these rules would have made of the newest tickets. Nothing is changed. */
export const ruleDryRun = z
  .object({
    /** Tickets looked at, at most 500. */
    total: z.number().int(),
    /** Of each rule, in order: how many tickets it decides something of. */
    rules: z.array(z.object({ id, count: z.number().int() })),
    /** How many tickets each queue would have got, and got from the rules and inboxes as they are. */
    queues: z.array(z.object({ id, name: z.string(), before: z.number().int(), after: z.number().int() })),
    /** The newest that would have been another. */
    changes: z.array(
      z.object({ number: z.number().int(), subject: z.string(), differences: z.array(ruleDifference).min(1) }),
    ),
  })
  .meta({ id: 'RuleDryRun' });
export type RuleDryRun = z.infer<typeof ruleDryRun>;
