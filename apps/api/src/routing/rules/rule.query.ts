import type { RoutingRules } from '@diwan/contracts';
import type { ChannelKind, RoutingRule } from '@diwan/tickets';
import type { Queryable, Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';
import { readInboxHours } from '../../sla/hours/inbox-hours.js';

export async function readRules(database: Queryable): Promise<RoutingRules> {
  const [row] = await database.query<RoutingRules>('select rules, version from routing_rules');
  return row ?? { rules: [], version: 0 };
}

/** The new version, or null when somebody else saved meanwhile. */
export async function replaceRules(
  tx: Tx,
  { rules, version }: { rules: readonly RoutingRule[]; version: number },
): Promise<number | null> {
  const text = jsonRows(rules);
  const [row] = await tx.query<{ version: number }>(
    version === 0
      ? 'insert into routing_rules (rules) select $1 where $2 = 0 on conflict do nothing returning version'
      : 'update routing_rules set rules = $1, version = version + 1 where version = $2 returning version',
    [text, version],
  );
  return row?.version ?? null;
}

const targetTables = ['queues', 'inboxes', 'skills', 'tags', 'sla_policies'] as const;
type Targets = Record<(typeof targetTables)[number], readonly string[]>;

/** Of what rules name, that which there is. In a transaction none of them goes away before commit. */
export async function lockKnownTargets(database: Queryable, targets: Targets): Promise<Set<string>> {
  const known = new Set<string>();
  for (const table of targetTables) {
    if (targets[table].length === 0) continue;
    const rows = await database.query<{ id: string }>(
      `select id from ${table} where id = any($1) ${table === 'tags' ? 'and merged_into_id is null' : ''}
       order by id for key share`,
      [targets[table]],
    );
    for (const row of rows) known.add(row.id);
  }
  return known;
}

export type RecentTicket = {
  number: number;
  subject: string;
  channel: ChannelKind;
  inboxId: string;
  language: string | null;
  /** Where its inbox leads. */
  inboxQueueId: string;
  contactAddress: string;
  text: string;
  /** Its inbox was open when it came in. */
  hoursOpen: boolean;
  /** Of the ticket that it continues, which it had from the beginning. */
  tagIds: string[];
};

/** The newest tickets with what rules look at. */
export async function listRecentTickets(database: Queryable, limit: number): Promise<RecentTicket[]> {
  const tickets = await database.query<Omit<RecentTicket, 'hoursOpen'> & { createdAt: Date }>(
    `select t.number::float8 as number, t.subject, t.channel, t.inbox_id as "inboxId", t.language, t.created_at as "createdAt",
       i.queue_id as "inboxQueueId", coalesce(m.from_address->>'address', '') as "contactAddress",
       coalesce(m.reply_text, m.text, '') as text,
       array(select tag_id from ticket_tags x where x.ticket_id = t.follow_up_of_id) as "tagIds"
     from (select * from tickets order by number desc limit $1) t join inboxes i on i.id = t.inbox_id
     left join messages m on m.ticket_id = t.id and m.seq = 1 order by t.number desc`,
    [limit],
  );
  const hours = await readInboxHours(database, [...new Set(tickets.map(({ inboxId }) => inboxId))]);
  return tickets.map(({ createdAt, ...ticket }) => ({
    ...ticket,
    hoursOpen: hours.isOpenAt(ticket.inboxId, createdAt),
  }));
}
