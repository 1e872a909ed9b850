import type { ListTickets } from '@diwan/contracts';
import type { Tag } from '@diwan/tickets';
import type { Visibility } from '../auth/caller.js';
import type { Queryable } from '../database/database.js';
import { Parameters } from '../database/parameters.js';
import type { Keyset } from '../http/keyset.js';

export type TicketRowData = {
  id: string;
  number: number;
  subject: string;
  snippet: string;
  status: string;
  priority: string;
  channel: string;
  inboxId: string;
  queueId: string;
  assigneeId: string | null;
  assigneeName: string | null;
  contactId: string;
  contactName: string;
  contactHandle: string | null;
  createdAt: Date;
  lastActivityAt: Date;
  waitingSince: Date | null;
  promise: { target: string; dueAt: string; state: string } | null;
  dueAt: Date | null;
  escalationLevel: number;
  tags: Tag[];
  lastSeq: number;
  version: number;
  seenSeq: number | null;
};

/** Which clock is due next is told by the stored fold; when, and whether that is past, by the database's clock. */
const promiseSql = `case when s.due_at is not null then (
    select jsonb_build_object('target', clock->>'target', 'dueAt', clock->>'dueAt',
      'state', case when s.due_at < now() then 'breached' else 'running' end)
    from sla_standings l cross join lateral jsonb_array_elements(l.state->'clocks') clock
    where l.ticket_id = s.ticket_id and (clock->>'dueAt')::timestamptz = s.due_at limit 1) end`;

const tagsSql = `coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name, g.id)
    from ticket_tags x join tags g on g.id = x.tag_id where x.ticket_id = s.ticket_id), '[]')`;

/** Wide columns are joined for the rows of one page only. `$1` is the agent who looks. */
export const rowColumns = `t.id, t.number::float8 as number, t.subject, s.snippet, s.status, s.priority, t.channel,
  t.inbox_id as "inboxId", s.queue_id as "queueId", s.assignee_id as "assigneeId", a.name as "assigneeName",
  t.contact_id as "contactId", c.name as "contactName",
  (select h.value from handles h where h.contact_id = c.id order by h.kind, h.id limit 1) as "contactHandle",
  t.created_at as "createdAt", s.last_activity_at as "lastActivityAt", s.waiting_since as "waitingSince",
  s.due_at as "dueAt", s.escalation_level as "escalationLevel", ${promiseSql} as promise,
  ${tagsSql} as tags,
  s.last_seq as "lastSeq", s.version, r.seq as "seenSeq"`;
export const rowJoins = `join tickets t on t.id = s.ticket_id
  join contacts c on c.id = t.contact_id
  left join agents a on a.id = s.assignee_id
  left join ticket_reads r on r.ticket_id = s.ticket_id and r.agent_id = $1`;

// Written exactly as in the partial indexes: that is how the planner knows that they serve.
const unsolved = `s.status in ('new', 'open', 'pending', 'on_hold')`;
const solved = `s.status in ('solved', 'closed')`;

/** `only`: what has a place in this order, as the partial index that serves it says it. */
type Shape = { key: string; order: string; compare: '<' | '>'; only?: string };
const shapes: Record<ListTickets['order'], Shape> = {
  newest: { key: 's.last_activity_at', order: 'desc', compare: '<' },
  waiting: {
    key: 's.waiting_since',
    order: 'asc',
    compare: '>',
    only: `s.status in ('new', 'open') and s.waiting_since is not null`,
  },
  due: { key: 's.due_at', order: 'asc', compare: '>', only: 's.due_at is not null' },
  escalated: { key: 's.last_activity_at', order: 'desc', compare: '<', only: `s.escalation_level > 0 and ${unsolved}` },
};

/** What a view holds, as disjoint parts of which each has an index. */
function viewParts(view: ListTickets['view'], agent: string): string[] {
  switch (view) {
    case 'mine':
      return [`${unsolved} and s.assignee_id = ${agent}`];
    case 'unassigned':
      return [`${unsolved} and s.assignee_id is null`];
    case 'open':
      return [unsolved];
    case 'solved':
      return [solved];
    case 'all':
      return [unsolved, solved];
  }
}

function filterConditions(filter: ListTickets, parameters: Parameters): string[] {
  const { only } = shapes[filter.order];
  const conditions = only ? [only] : [];
  if (filter.status) conditions.push(`s.status = ${parameters.add(filter.status)}`);
  if (filter.priority) conditions.push(`s.priority = ${parameters.add(filter.priority)}`);
  if (filter.inboxId) {
    conditions.push(
      `exists (select 1 from tickets i where i.id = s.ticket_id and i.inbox_id = ${parameters.add(filter.inboxId)})`,
    );
  }
  if (filter.tagId) {
    const tagId = parameters.add(filter.tagId);
    conditions.push(`exists (select 1 from ticket_tags x where x.ticket_id = s.ticket_id and x.tag_id = ${tagId})`);
  }
  return conditions;
}

/**
 * One page (and one row more) of a view. Views over queues read each visible queue by its own partial index and merge the
 * heads, so that time depends on the page and neither on history nor on how many tickets are open.
 */
export function listTicketRows(
  database: Queryable,
  filter: ListTickets,
  { agentId, visibility, after }: { agentId: string; visibility: Visibility; after: Keyset | null },
): Promise<TicketRowData[]> {
  const parameters = new Parameters();
  const agent = `${parameters.add(agentId)}::uuid`;
  const shape = shapes[filter.order];
  const conditions = filterConditions(filter, parameters);
  if (after) {
    const place = `(${parameters.add(after.key)}::timestamptz, ${parameters.add(after.id)}::uuid)`;
    conditions.push(`(${shape.key}, s.ticket_id) ${shape.compare} ${place}`);
  }
  const limit = parameters.add(filter.limit + 1);
  const head = (...extra: string[]): string =>
    `(select s.ticket_id, ${shape.key} as key from ticket_standings s where ${[...extra, ...conditions].join(' and ')}
      order by ${shape.key} ${shape.order}, s.ticket_id ${shape.order} limit ${limit})`;
  const page = pageSource(filter, { visibility, agent, parameters, head });
  return database.query<TicketRowData>(
    `with page as (select distinct ticket_id, key from (${page}) heads order by key ${shape.order}, ticket_id ${shape.order} limit ${limit})
     select ${rowColumns} from page join ticket_standings s on s.ticket_id = page.ticket_id ${rowJoins}
     order by page.key ${shape.order}, page.ticket_id ${shape.order}`,
    parameters.values,
  );
}

type Source = {
  visibility: Visibility;
  agent: string;
  parameters: Parameters;
  head: (...conditions: string[]) => string;
};

function pageSource(filter: ListTickets, { visibility, agent, parameters, head }: Source): string {
  const parts = viewParts(filter.view, agent);
  if (filter.view === 'mine') {
    return head(...parts, ...(filter.queueId ? [`s.queue_id = ${parameters.add(filter.queueId)}`] : []));
  }
  const queues = visibleQueues(filter.queueId, visibility, parameters);
  const heads = parts.map(
    (part) =>
      `select head.* from ${queues} as queue (id) cross join lateral ${head(part, 's.queue_id = queue.id')} head`,
  );
  // One's own tickets in a queue that one does not serve; of solved ones only those in one's queues are listed.
  if (!visibility.all && !filter.queueId && parts.includes(unsolved)) {
    heads.push(`select * from ${head(unsolved, `s.assignee_id = ${agent}`)} own`);
  }
  return heads.join(' union all ');
}

function visibleQueues(queueId: string | undefined, visibility: Visibility, parameters: Parameters): string {
  if (visibility.all) {
    return queueId ? `(select ${parameters.add(queueId)}::uuid)` : '(select id from queues)';
  }
  const visible = queueId ? visibility.queueIds.filter((id) => id === queueId) : visibility.queueIds;
  return `(select unnest(${parameters.add(visible)}::uuid[]))`;
}
