import type { Actor } from '@diwan/tickets';
import type { Queryable } from '../database/database.js';

export type AuditRow = {
  id: string;
  type: string;
  actorKind: Actor['kind'];
  actorId: string | null;
  actorName: string | null;
  ticketNumber: number | null;
  payload: Record<string, unknown>;
  address: string | null;
  at: Date;
};

/** What agents did, and what Diwan did to settings and mail; what contacts wrote is in the tickets. */
export function listAuditRows(
  database: Queryable,
  { before, limit }: { before: string | null; limit: number },
): Promise<AuditRow[]> {
  return database.query<AuditRow>(
    `select e.id::text, e.type, e.actor_kind as "actorKind", e.actor_id as "actorId", a.name as "actorName",
       t.number::float8 as "ticketNumber", e.payload, e.address, e.at
     from events e
     left join agents a on e.actor_kind = 'agent' and a.id = e.actor_id
     left join tickets t on t.id = e.ticket_id
     where (e.actor_kind = 'agent' or e.ticket_id is null) and e.id < coalesce($1::bigint, 9223372036854775807)
     order by e.id desc limit $2`,
    [before, limit + 1],
  );
}
