import type { Queryable, Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';
import { followedTypes, type FollowedEvent } from './follow-events.js';
import { keptOf, stateOf, type Kept, type StoredState } from './kept-clocks.js';
import type { TicketFacts } from './terms-history.js';

export type KeptStanding = { ticketId: string; lastEventId: string; kept: Kept };
type Row = {
  ticketId: string;
  lastEventId: string;
  policyId: string | null;
  revision: number;
  state: StoredState;
};

/** Holds the standings until commit, in the order of their ids, as everything else does. */
export async function lockStandings(tx: Tx, ticketIds: readonly string[]): Promise<void> {
  await tx.query('select 1 from ticket_standings where ticket_id = any($1) order by ticket_id for update', [ticketIds]);
}

export async function readKept(database: Queryable, ticketIds: readonly string[]): Promise<Map<string, KeptStanding>> {
  const rows = await database.query<Row>(
    `select ticket_id as "ticketId", last_event_id::text as "lastEventId", policy_id as "policyId", revision, state
     from sla_standings where ticket_id = any($1)`,
    [ticketIds],
  );
  return new Map(
    rows.map(({ ticketId, lastEventId, state, ...terms }) => [
      ticketId,
      { ticketId, lastEventId, kept: keptOf(state, terms) },
    ]),
  );
}

export type EventRow = FollowedEvent & { id: string; ticketId: string };

/** What has been written about each ticket after the given event, oldest first. */
export function listFollowedEvents(
  database: Queryable,
  after: readonly { ticketId: string; lastEventId: string }[],
): Promise<EventRow[]> {
  return database.query<EventRow>(
    `select e.id::text, e.ticket_id as "ticketId", e.type, e.actor_kind as "actorKind", e.payload, e.at
     from unnest($1::uuid[], $2::bigint[]) as place (ticket_id, event_id)
     cross join lateral (
       select * from events e where e.ticket_id = place.ticket_id and e.id > place.event_id and e.type = any($3)
     ) e order by e.id`,
    [after.map((each) => each.ticketId), after.map((each) => each.lastEventId), followedTypes],
  );
}

/** What policies look at. The texts are only loaded when one of them looks at words. */
export async function readFacts(
  database: Queryable,
  ticketIds: readonly string[],
  { withText }: { withText: boolean },
): Promise<Map<string, Omit<TicketFacts, 'openedAt'>>> {
  const rows = await database.query<{ ticketId: string } & Omit<TicketFacts, 'openedAt'>>(
    `select t.id as "ticketId", t.channel, t.inbox_id as "inboxId", t.language,
       coalesce((select h.value from handles h where h.contact_id = t.contact_id order by h.kind, h.id limit 1), '') as "contactAddress",
       case when $2 then t.subject || ' ' || coalesce(
         (select left(m.reply_text, 10000) from messages m where m.ticket_id = t.id and m.seq = 1), '') else '' end as text
     from tickets t where t.id = any($1)`,
    [ticketIds, withText],
  );
  return new Map(rows.map(({ ticketId, ...facts }) => [ticketId, facts]));
}

export async function writeKept(tx: Tx, standings: readonly KeptStanding[]): Promise<void> {
  const rows = standings.map(({ ticketId, lastEventId, kept }) => ({
    ticket_id: ticketId,
    policy_id: kept.policyId,
    revision: kept.revision,
    running: kept.clocks.clocks.some((clock) => clock.endedAt === null),
    state: stateOf(kept),
    last_event_id: lastEventId,
  }));
  await tx.query(
    `insert into sla_standings (ticket_id, policy_id, revision, running, state, last_event_id)
     select * from jsonb_to_recordset($1::jsonb) as row (ticket_id uuid, policy_id uuid, revision integer,
       running boolean, state jsonb, last_event_id bigint)
     on conflict (ticket_id) do update set policy_id = excluded.policy_id, revision = excluded.revision,
       running = excluded.running, state = excluded.state, last_event_id = excluded.last_event_id`,
    [jsonRows(rows)],
  );
}

/** Running tickets that still count by older terms, as many as asked for; what somebody holds is left for the next turn. */
export async function lockBehind(tx: Tx, revision: number, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.ticket_id as id from sla_standings l join ticket_standings s on s.ticket_id = l.ticket_id
     where l.running and l.revision < $1 order by l.revision limit $2 for update of s skip locked`,
    [revision, limit],
  );
  return rows.map((row) => row.id);
}
