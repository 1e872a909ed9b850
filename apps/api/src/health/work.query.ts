import type { Queryable } from '../database/database.js';

export type Work = {
  mailWaiting: number;
  mailHeld: number;
  deliveriesWaiting: number;
  deliveriesFailed: number;
  /** Age of the oldest thing that is due and not done. */
  oldestSeconds: number;
};

/** What waits. Every count reads a partial index over waiting rows only. */
export async function readWork(database: Queryable): Promise<Work> {
  const [work] = await database.query<Work>(
    `select
       (select count(*)::int from mail_receipts where outcome is null) as "mailWaiting",
       (select count(*)::int from mail_receipts where outcome in ('suspended', 'quarantined')) as "mailHeld",
       (select count(*)::int from deliveries where state in ('scheduled', 'queued', 'sending')) as "deliveriesWaiting",
       (select count(*)::int from deliveries where state in ('failed', 'uncertain', 'bounced')) as "deliveriesFailed",
       greatest(0,
         coalesce((select extract(epoch from now() - min(next_attempt_at)) from mail_receipts where outcome is null), 0),
         coalesce((select extract(epoch from now() - min(next_attempt_at)) from deliveries
                   where state in ('scheduled', 'queued', 'sending')), 0))::float8 as "oldestSeconds"`,
  );
  return work ?? { mailWaiting: 0, mailHeld: 0, deliveriesWaiting: 0, deliveriesFailed: 0, oldestSeconds: 0 };
}
