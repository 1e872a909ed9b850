import type { Queryable } from '../database/database.js';

export const nobody = '00000000-0000-0000-0000-000000000000';
export type TicketCount = { queueId: string; assigneeId: string; status: string; count: number };

/** Exact at any moment: what is rolled up plus what is not yet, in one snapshot. */
export function readTicketCounts(database: Queryable): Promise<TicketCount[]> {
  return database.query<TicketCount>(
    `select queue_id as "queueId", assignee_id as "assigneeId", status, sum(count)::int as count from (
       select queue_id, assignee_id, status, count from ticket_counts
       union all select queue_id, assignee_id, status, delta from ticket_count_deltas
     ) c group by 1, 2, 3 having sum(count) <> 0`,
  );
}

/** Folds pending deltas into the totals. Any number of workers may do it: each takes the rows that it can lock. */
export async function rollUpTicketCounts(database: Queryable): Promise<number> {
  const rows = await database.query<{ n: number }>(
    `with taken as (
       delete from ticket_count_deltas where id in
         (select id from ticket_count_deltas order by id limit 10000 for update skip locked)
       returning queue_id, assignee_id, status, delta
     ), folded as (
       insert into ticket_counts (queue_id, assignee_id, status, count)
       select queue_id, assignee_id, status, sum(delta) from taken group by 1, 2, 3 order by 1, 2, 3
       on conflict (queue_id, assignee_id, status) do update set count = ticket_counts.count + excluded.count
     )
     select count(*)::int as n from taken`,
  );
  return rows[0]?.n ?? 0;
}
