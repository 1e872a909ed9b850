import { Injectable } from '@nestjs/common';
import type { DryRunRules, RoutingRules, RuleDryRun } from '@diwan/contracts';
import type { RoutingRule } from '@diwan/tickets';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database, type Queryable } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError } from '../../http/api-error.js';
import { listQueues } from '../queues/queue.query.js';
import { dryRun } from './dry-run.js';
import { listRecentTickets, lockKnownTargets, readRules, replaceRules } from './rule.query.js';

const dryRunTickets = 500;

@Injectable()
export class RulesService {
  constructor(private readonly database: Database) {}

  read(): Promise<RoutingRules> {
    return readRules(this.database);
  }

  /** @throws ApiError rules.stale_version when somebody else saved since; rules.unknown_target */
  replace(caller: Caller, { rules, version }: RoutingRules): Promise<RoutingRules> {
    return this.database.transaction(async (tx) => {
      await assertTargets(tx, rules);
      const next = await replaceRules(tx, { rules: rules, version });
      if (next === null) throw new ApiError('rules.stale_version', { current: await readRules(tx) });
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'routing_rules.updated', payload: { version: next, count: rules.length } }, by);
      return readRules(tx);
    });
  }

  async dryRun({ rules }: DryRunRules): Promise<RuleDryRun> {
    await assertTargets(this.database, rules);
    const [current, tickets, queues] = await Promise.all([
      readRules(this.database),
      listRecentTickets(this.database, dryRunTickets),
      listQueues(this.database),
    ]);
    return dryRun(
      tickets,
      { current: current.rules, tried: rules },
      new Map(queues.map((queue) => [queue.id, queue.name])),
    );
  }
}

/** A rule that leads nowhere would lose its tickets from every list. */
async function assertTargets(database: Queryable, rules: readonly RoutingRule[]): Promise<void> {
  const targets = {
    queues: rules.flatMap((rule) => rule.actions.queueId ?? []),
    inboxes: rules.flatMap((rule) => rule.conditions.inboxIds ?? []),
    skills: rules.flatMap((rule) => rule.actions.skills?.map(({ skillId }) => skillId) ?? []),
    tags: rules.flatMap(({ conditions, actions }) => [...(conditions.tagIds ?? []), ...(actions.tagIds ?? [])]),
    sla_policies: rules.flatMap((rule) => rule.actions.slaPolicyId ?? []),
  };
  const known = await lockKnownTargets(database, targets);
  const unknown = Object.values(targets)
    .flat()
    .filter((id) => !known.has(id));
  if (unknown.length > 0) throw new ApiError('rules.unknown_target', { ids: unknown });
}
