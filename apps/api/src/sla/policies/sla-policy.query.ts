import type { SlaPolicy } from '@diwan/contracts';
import type { Queryable, Tx } from '../../database/database.js';
import { jsonRows, storableText } from '../../database/json-rows.js';
import type { PolicySettings } from './step-ids.js';

/** New ones are asked last. */
export async function insertPolicy(tx: Tx, id: string, policy: PolicySettings): Promise<void> {
  await tx.query(
    `insert into sla_policies (id, name, position, conditions, hours, pause_on_hold, targets, escalation)
     select $1, $2, coalesce(max(position), 0) + 1, $3::jsonb, $4, $5, $6::jsonb, $7::jsonb from sla_policies`,
    [id, ...columnsOf(policy)],
  );
}

/** False when it has another version by now. */
export async function updatePolicy(tx: Tx, id: string, policy: PolicySettings & { version: number }): Promise<boolean> {
  const rows = await tx.query(
    `update sla_policies set name = $2, conditions = $3::jsonb, hours = $4, pause_on_hold = $5, targets = $6::jsonb,
       escalation = $7::jsonb, version = version + 1 where id = $1 and version = $8 returning id`,
    [id, ...columnsOf(policy), policy.version],
  );
  return rows.length > 0;
}

/** Apart from what a policy promises, which is all that the history of terms writes down. */
export async function listVersions(database: Queryable): Promise<Map<string, number>> {
  const rows = await database.query<Pick<SlaPolicy, 'id' | 'version'>>('select id, version from sla_policies');
  return new Map(rows.map(({ id, version }) => [id, version]));
}

function columnsOf({ name, conditions, hours, pauseOnHold, targets, escalation }: PolicySettings): unknown[] {
  return [storableText(name), jsonRows(conditions), hours, pauseOnHold, jsonRows(targets), jsonRows(escalation)];
}

/** Rules that choose it for tickets. Whoever saves rules holds what they name, so lock the policy first. */
export async function countRulesChoosing(tx: Tx, policyId: string): Promise<number> {
  await tx.query('select 1 from sla_policies where id = $1 for update', [policyId]);
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from routing_rules, jsonb_array_elements(rules) as rule
     where rule->'actions'->>'slaPolicyId' = $1::text`,
    [policyId],
  );
  return row?.count ?? 0;
}

/** The name of what is gone, or null. */
export async function deletePolicy(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.query<{ name: string }>('delete from sla_policies where id = $1 returning name', [id]);
  return row?.name ?? null;
}

export async function orderPolicies(tx: Tx, ids: readonly SlaPolicy['id'][]): Promise<void> {
  await tx.query(
    `update sla_policies p set position = row.position
     from unnest($1::uuid[]) with ordinality as row (id, position) where p.id = row.id`,
    [ids],
  );
}
