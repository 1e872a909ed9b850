import type { Queryable } from '../database/database.js';

/** Where a changed ticket now stands: who may hear of it, and what they need to know. */
export type ChangedTicket = {
  id: string;
  number: number;
  queueId: string;
  assigneeId: string | null;
  lastSeq: number;
  version: number;
};

export function findChangedTickets(database: Queryable, ids: readonly string[]): Promise<ChangedTicket[]> {
  return database.query<ChangedTicket>(
    `select t.id, t.number::float8 as number, s.queue_id as "queueId", s.assignee_id as "assigneeId", s.last_seq as "lastSeq",
       s.version
     from ticket_standings s join tickets t on t.id = s.ticket_id where s.ticket_id = any($1)`,
    [ids],
  );
}
