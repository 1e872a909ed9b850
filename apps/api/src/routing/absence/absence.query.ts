import type { OpenWorkCount } from '@diwan/contracts';
import type { Visibility } from '../../auth/caller.js';
import type { Queryable } from '../../database/database.js';

/** The unsolved tickets of an agent's that the caller sees, by status, in the order of a ticket's life. */
export function countOpenWork(database: Queryable, agentId: string, visibility: Visibility): Promise<OpenWorkCount[]> {
  const queueIds = visibility.all ? null : visibility.queueIds;
  const isOwn = !visibility.all && visibility.agentId === agentId;
  return database.query<OpenWorkCount>(
    `select status, count(*)::int as count from ticket_standings
     where assignee_id = $1 and status in ('new', 'open', 'pending', 'on_hold')
       and ($3 or $2::uuid[] is null or queue_id = any($2))
     group by status order by array_position('{new,open,pending,on_hold}'::text[], status)`,
    [agentId, queueIds, isOwn],
  );
}
