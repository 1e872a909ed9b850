import type { BusinessHours } from '@diwan/tickets';
import type { Database, Queryable, Tx } from '../../database/database.js';
import { defaultHours } from '../hours/default-hours.js';
import type { StoredPolicy, TermsRow } from './terms-history.js';

export function listTermsAfter(database: Queryable, revision: number): Promise<TermsRow[]> {
  return database.query<TermsRow>(
    'select revision, at, hours, policies from sla_terms where revision > $1 order by revision',
    [revision],
  );
}

/** The policies as they are now, in their order. */
export function listPolicies(database: Queryable): Promise<StoredPolicy[]> {
  return database.query<StoredPolicy>(
    `select id, name, conditions, hours, pause_on_hold as "pauseOnHold", targets, escalation
     from sla_policies order by position, id`,
  );
}

type Hours = { timeZone: string; weekend: number[]; businessHours: BusinessHours | null };

/** The hours that somebody saved, or null; and those that are in force either way. */
export async function readHours(database: Queryable): Promise<{ saved: BusinessHours | null; hours: BusinessHours }> {
  const [row] = await database.query<Hours>(
    'select time_zone as "timeZone", weekend, business_hours as "businessHours" from organisations',
  );
  const { businessHours = null, ...organisation } = row ?? { timeZone: 'UTC', weekend: [6, 7] };
  return { saved: businessHours, hours: businessHours ?? defaultHours(organisation) };
}

/**
 * Whoever changes policies or hours takes this first: revisions are handed out one after the other, so that nobody who has
 * seen one has missed an earlier one.
 */
export async function lockTerms(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('sla_terms'))`);
}

/** Writes down what is in force from now on. In the transaction of the change, which holds the terms. */
export async function recordTerms(tx: Tx): Promise<void> {
  const { hours } = await readHours(tx);
  const policies = await listPolicies(tx);
  await tx.query(
    `insert into sla_terms (revision, hours, policies)
     select coalesce(max(revision), 0) + 1, $1::jsonb, $2::jsonb from sla_terms`,
    [JSON.stringify(hours), JSON.stringify(policies)],
  );
}

/** The first entry, where nobody has written one: an installation that is older than its clocks. */
export async function beginTerms(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await lockTerms(tx);
    const [first] = await listTermsAfter(tx, 0);
    const [organisation] = await tx.query('select 1 from organisations');
    if (!first && organisation) await recordTerms(tx);
  });
}
