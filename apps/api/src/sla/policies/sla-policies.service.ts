import { Injectable } from '@nestjs/common';
import { slaPolicy, type SaveSlaPolicy, type SlaPolicy, type UpdateSlaPolicy } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database, type Queryable, type Tx } from '../../database/database.js';
import type { DomainEvent } from '../../events/domain-events.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { holdQueues } from '../../routing/queues/queue.query.js';
import { holdTags } from '../../tags/tag.query.js';
import { listPolicies, lockTerms, recordTerms } from '../keep/terms.query.js';
import {
  deletePolicy,
  countRulesChoosing,
  insertPolicy,
  listVersions,
  orderPolicies,
  updatePolicy,
} from './sla-policy.query.js';
import { withStepIds } from './step-ids.js';

/** Every change is a new revision of the terms; running clocks follow in the background (sla/keep/follow-terms.ts). */
@Injectable()
export class SlaPoliciesService {
  constructor(private readonly database: Database) {}

  list(): Promise<SlaPolicy[]> {
    return presentPolicies(this.database);
  }

  create(caller: Caller, policy: SaveSlaPolicy): Promise<SlaPolicy> {
    const id = uuidv7();
    return this.change(caller, async (tx) => {
      await assertTargets(tx, policy);
      await insertPolicy(tx, id, withStepIds(policy, []));
      return { type: 'sla_policy.created', payload: { id, changed: Object.keys(policy) } };
    }).then((policies) => find(policies, id));
  }

  /** @throws ApiError settings.stale_version when somebody else saved it since */
  update(caller: Caller, id: string, { version, ...policy }: UpdateSlaPolicy): Promise<SlaPolicy> {
    return this.change(caller, async (tx) => {
      await assertTargets(tx, policy);
      const saved = find(await presentPolicies(tx), id);
      const settings = withStepIds(policy, saved.escalation);
      if (!(await updatePolicy(tx, id, { ...settings, version }))) throw new ApiError('settings.stale_version');
      return { type: 'sla_policy.updated', payload: { id, changed: Object.keys(policy) } };
    }).then((policies) => find(policies, id));
  }

  /** @throws ApiError sla_policy.in_use while a rule chooses it */
  async delete(caller: Caller, id: string): Promise<void> {
    await this.change(caller, async (tx) => {
      const rules = await countRulesChoosing(tx, id);
      if (rules > 0) throw new ApiError('sla_policy.in_use', { rules });
      const name = await deletePolicy(tx, id);
      if (name === null) throw notFound();
      return { type: 'sla_policy.deleted', payload: { id, name } };
    });
  }

  /** @throws ApiError sla_policy.order_changed when it is not about exactly the policies that there are */
  order(caller: Caller, ids: string[]): Promise<SlaPolicy[]> {
    return this.change(caller, async (tx) => {
      const known = (await listPolicies(tx)).map((policy) => policy.id);
      const isSame = known.length === ids.length && known.every((id) => ids.includes(id));
      if (!isSame) throw new ApiError('sla_policy.order_changed');
      await orderPolicies(tx, ids);
      return { type: 'sla_policies.ordered', payload: { ids } };
    });
  }

  private change(caller: Caller, work: (tx: Tx) => Promise<DomainEvent>): Promise<SlaPolicy[]> {
    return this.database.transaction(async (tx) => {
      await lockTerms(tx);
      const event = await work(tx);
      await recordTerms(tx);
      await recordEvent(tx, event, { actor: actorOf(caller), address: caller.address });
      return presentPolicies(tx);
    });
  }
}

async function presentPolicies(database: Queryable): Promise<SlaPolicy[]> {
  const versions = await listVersions(database);
  return (await listPolicies(database)).map((policy) =>
    slaPolicy.parse({ ...policy, version: versions.get(policy.id) }),
  );
}

function find(policies: readonly SlaPolicy[], id: string): SlaPolicy {
  const policy = policies.find((each) => each.id === id);
  if (!policy) throw notFound();
  return policy;
}

async function assertTargets(tx: Tx, { escalation, conditions: { tagIds = [] } }: SaveSlaPolicy): Promise<void> {
  if ((await holdTags(tx, tagIds)).length < new Set(tagIds).size) throw new ApiError('sla_policy.unknown_tag');
  const ids = escalation.flatMap(({ queueId }) => queueId ?? []);
  if ((await holdQueues(tx, ids)).size < new Set(ids).size) throw new ApiError('sla_policy.unknown_queue');
}
