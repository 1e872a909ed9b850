// A million running clocks: what they cost while none is due, how late a breach is told, how long 100,000 take that are
// due in the same moment, and whether any is told twice. Told means committed: read from the events, and counted.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuPerEach } from './cpu.mjs';
import { startProduct } from './product.mjs';
import { setUp } from './set-up.mjs';
import { addQueues, addWaitingTickets } from './waiting-work.mjs';

const count = 1_000_000;
const idleSeconds = 20;
const paced = { count: 3_000, seconds: 30 };
const together = 100_000;
const mostMs = 120_000;

export async function run({ note = (line) => console.error(line) } = {}) {
  const product = await startProduct();
  try {
    await setUp(product);
    const before = await idleCpu(product);
    const queueIds = await addQueues(product, { queues: 50, agentsPerQueue: 1, capacity: 0 });
    await addWaitingTickets(product, { queueIds, count });
    await addClocks(product);
    const after = await idleCpu(product);
    note(`idle, % of a core: ${JSON.stringify({ without: before, with: after })}`);
    const late = await pacedBreaches(product);
    note(`late, ms: p50 ${late.p50}, p99 ${late.p99}, worst ${late.worst}`);
    const drain = await breachesTogether(product);
    const [{ firedTwice, fired }] = await product.sql(
      `select count(*)::int as fired, (count(*) - count(distinct (ticket_id, payload->>'dueAt')))::int as "firedTwice"
       from events where type = 'ticket.sla_breached'`,
    );
    if (fired !== paced.count + together) throw new Error(`${fired} breaches were told`);
    return {
      p99LateMs: late.p99,
      idleCpuPercent: Number(Math.max(0, after.worker + after.postgres - before.worker - before.postgres).toFixed(2)),
      idleCpuPercentInAll: Number((after.worker + after.postgres).toFixed(2)),
      drain100kMs: drain,
      firedTwice,
    };
  } finally {
    await product.stop();
  }
}

/** One `resolution` clock a ticket, due in ten days and more, as the keeper writes it. */
async function addClocks({ sql }) {
  await sql(
    `insert into sla_standings (ticket_id, policy_id, revision, running, state, last_event_id)
     select ticket_id, null, (select max(revision) from sla_terms), true, jsonb_build_object(
       'at', now(), 'done', '[]'::jsonb, 'answers', '[]'::jsonb, 'status', status, 'priority', priority,
       'clocks', jsonb_build_array(jsonb_build_object('target', 'resolution', 'instance', 1, 'startedAt', now(),
         'targetMinutes', 14400, 'usedMs', 0, 'runningSince', now(), 'dueAt', now() + interval '10 days',
         'endedAt', null, 'outcome', null, 'breachedAt', null))), 0
     from ticket_standings`,
  );
  await sql(
    `insert into clocks (ticket_id, kind, due_at)
     select ticket_id, 'resolution', now() + interval '10 days' + (random() * 864000) * interval '1 second'
     from ticket_standings`,
  );
  await sql('update ticket_standings s set due_at = c.due_at from clocks c where c.ticket_id = s.ticket_id');
  await sql('vacuum analyze');
  await sql('checkpoint');
}

/** Percent of one core, while nothing is due. */
async function idleCpu({ pids }) {
  await pause(5_000);
  const { cpuMs } = await cpuPerEach(pids, idleSeconds, () => pause(idleSeconds * 1_000));
  return { worker: cpuMs.worker / 10, postgres: cpuMs.postgres / 10 };
}

async function pacedBreaches({ sql }) {
  await sql(
    `update clocks c set due_at = now() + interval '3 seconds' + n.n * ($2::float8 / $1) * interval '1 second'
     from (select ticket_id, row_number() over () as n from clocks limit $1) n where c.ticket_id = n.ticket_id`,
    [paced.count, paced.seconds],
  );
  await pause((paced.seconds + 4) * 1_000);
  await nothingDue({ sql });
  const [row] = await sql(
    `select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.99) within group (order by ms) as p99,
       max(ms) as worst
     from (select extract(epoch from at - (payload->>'dueAt')::timestamptz) * 1000 as ms
           from events where type = 'ticket.sla_breached') late`,
  );
  return Object.fromEntries(Object.entries(row).map(([name, ms]) => [name, Math.round(ms)]));
}

/** From the moment at which all are due until the last is committed. */
async function breachesTogether({ sql }) {
  const dueAt = Date.now() + 15_000;
  await sql(
    `update clocks c set due_at = to_timestamp($2::float8 / 1000)
     from (select ticket_id from clocks where due_at > now() + interval '5 days' limit $1) n where c.ticket_id = n.ticket_id`,
    [together, dueAt],
  );
  if (Date.now() > dueAt) throw new Error('preparing took longer than the wait');
  await sql('vacuum clocks');
  await pause(dueAt - Date.now());
  await nothingDue({ sql });
  return Date.now() - dueAt;
}

/** Waits until nothing is due any more: one look at the head of an index, so that looking costs nothing. */
async function nothingDue({ sql }) {
  const startedAt = performance.now();
  for (;;) {
    const [row] = await sql('select 1 from clocks where due_at <= now() limit 1');
    if (!row) return;
    if (performance.now() - startedAt > mostMs) throw new Error('breaches are still to be told');
    await pause(10);
  }
}
