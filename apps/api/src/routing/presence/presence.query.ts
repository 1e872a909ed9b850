import type { ChannelPresence, Presence } from '@diwan/contracts';
import { goneAfterSeconds, loadOf, type ChannelKind, type ChannelWeights, type OpenWork } from '@diwan/tickets';
import { capacitySql, weightsSql } from '../capacity/capacity.query.js';
import { standsSql } from '../offers/offer.query.js';
import type { Queryable, Tx } from '../../database/database.js';

/** SQL for "there has been a sign of life", of a row `h` of heartbeats. */
export const isPresentSql = `coalesce(h.at > now() - interval '${goneAfterSeconds} seconds', false)`;

/**
 * Of these agents, those on shift: there has been a sign of life, and on some channel they are not offline. An absence that
 * is over by now counts as ended, whether or not somebody has written that down already.
 */
export async function listOnShift(database: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    `select h.agent_id as id from heartbeats h where h.agent_id = any($1) and ${isPresentSql} and exists (
       select 1 from presences p where p.agent_id = h.agent_id
         and case when p.until <= now() then coalesce(p.return_state, p.state) else p.state end <> 'offline')`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** Tells that these agents have a browser open: one statement, however many sockets a process holds. */
export async function beatHearts(database: Queryable, agentIds: readonly string[]): Promise<void> {
  if (agentIds.length === 0) return;
  await database.query(
    `insert into heartbeats (agent_id, at) select id, now() from agents where id = any($1)
     order by id on conflict (agent_id) do update set at = excluded.at`,
    [agentIds],
  );
}

type Declared = Pick<ChannelPresence, 'state' | 'reason' | 'until'> & {
  channels: readonly ChannelKind[];
  /** Who says it in their place. */
  declaredBy?: string | null;
  keepsTickets?: boolean;
};

/**
 * Declares a state for some channels; since when is kept where nothing changes. With an end, what was before it is kept;
 * of an absence in another's place, what was before that one.
 */
export async function writePresence(
  tx: Tx,
  agentId: string,
  { channels, state, reason, until, declaredBy = null, keepsTickets = false }: Declared,
): Promise<void> {
  await tx.query(
    `insert into presences (agent_id, channel, state, reason, until, return_state, declared_by, keeps_tickets)
     select $1, channel, $3, $4, $5::timestamptz, case when $5::timestamptz is not null then 'offline' end, $6, $7
     from unnest($2::text[]) as channel order by channel
     on conflict (agent_id, channel) do update set state = excluded.state, reason = excluded.reason, until = excluded.until,
       declared_by = excluded.declared_by, keeps_tickets = excluded.keeps_tickets, expected_at = null,
       return_state = case when excluded.until is not null then coalesce(presences.return_state, presences.state) end,
       return_reason = case when excluded.until is null then null
         when presences.return_state is null then presences.reason else presences.return_reason end,
       since = case when (presences.state, presences.reason) is not distinct from (excluded.state, excluded.reason)
         then presences.since else now() end`,
    [agentId, channels, state, reason, until, declaredBy, keepsTickets],
  );
}

/** As JSON has it. */
export type DeclaredRow = Omit<ChannelPresence, 'since' | 'until' | 'expectedAt'> & {
  since: string;
  until: string | null;
  expectedAt: string | null;
};

/** What agent `a`, whose heartbeat is `h`, declared, per channel. */
export const declaredSql = `coalesce((select jsonb_agg(jsonb_build_object('channel', p.channel, 'state', p.state,
    'reason', p.reason, 'since', p.since, 'until', p.until, 'byOther', p.declared_by is not null,
    'expectedAt', case when h.at >= p.expected_at then null else p.expected_at end) order by p.channel)
  from presences p where p.agent_id = a.id), '[]')`;

export type PresenceRow = {
  present: boolean;
  capacity: number;
  weights: ChannelWeights;
  channels: DeclaredRow[];
  work: OpenWork;
  offered: number;
};

export async function findPresence(database: Queryable, agentId: string): Promise<PresenceRow | null> {
  const [row] = await database.query<PresenceRow>(
    `select ${isPresentSql} as present, ${capacitySql} as capacity, ${weightsSql} as weights,
       ${declaredSql} as channels,
       ${openWorkSql} as work, ${offeredSql} as offered
     from agents a left join heartbeats h on h.agent_id = a.id where a.id = $1`,
    [agentId],
  );
  return row ?? null;
}

/** What agent `a` works on now, per channel: theirs and waiting for an answer, or offered to them. */
export const openWorkSql = `coalesce((select jsonb_object_agg(channel, n) from (
    select t.channel, count(*)::int as n from (
      select s.ticket_id from ticket_standings s
      where s.assignee_id = a.id and s.status in ('new', 'open') and (s.snoozed_until is null or s.snoozed_until <= now())
      union all select s.ticket_id from offers o join ticket_standings s on s.ticket_id = o.ticket_id
      where o.agent_id = a.id and ${standsSql}
    ) work join tickets t on t.id = work.ticket_id group by t.channel
  ) counted), '{}')`;

/** How many of that work are offers: they count as load, but are nobody's tickets yet. */
export const offeredSql = `(select count(*)::int from offers o join ticket_standings s on s.ticket_id = o.ticket_id
  where o.agent_id = a.id and ${standsSql})`;

/** Unsolved tickets of an agent that wait for an answer, on some channels; the ids, in the order of their locks. */
export async function answerableTicketIds(
  tx: Tx,
  agentId: string,
  channels: readonly ChannelKind[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.ticket_id as id from ticket_standings s join tickets t on t.id = s.ticket_id
     where s.assignee_id = $1 and s.status in ('new', 'open') and t.channel = any($2) order by s.ticket_id`,
    [agentId, channels],
  );
  return rows.map((row) => row.id);
}

function openTicketsOf({ work, offered }: Pick<PresenceRow, 'work' | 'offered'>): number {
  return Object.values(work).reduce((sum, count) => sum + count, 0) - offered;
}

export function presentPresence(row: PresenceRow): Presence {
  return {
    present: row.present,
    channels: row.channels.map((each) => ({
      ...each,
      since: new Date(each.since).toISOString(),
      until: each.until === null ? null : new Date(each.until).toISOString(),
      expectedAt: each.expectedAt === null ? null : new Date(each.expectedAt).toISOString(),
    })),
    load: loadOf(row.work, row.weights),
    capacity: row.capacity,
    openTickets: openTicketsOf(row),
  };
}

export async function servesOneOf(database: Queryable, agentId: string, queueIds: readonly string[]): Promise<boolean> {
  const rows = await database.query(
    `select 1 from team_members m join team_queues q on q.team_id = m.team_id
     where m.agent_id = $1 and q.queue_id = any($2) limit 1`,
    [agentId, queueIds],
  );
  return rows.length > 0;
}
