// How fast a backlog finds its agents: 20,000 tickets in 50 queues, 1,000 agents with room for exactly as many. Nobody may
// be given what another has, and nothing may overtake what stands before it in its queue.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuPerEach } from './cpu.mjs';
import { startProduct } from './product.mjs';
import { setUp } from './set-up.mjs';
import { addQueues, addWaitingTickets } from './waiting-work.mjs';

const count = 20_000;
const queues = 50;
const agentsPerQueue = 20;
const ticketsPerAgent = count / (queues * agentsPerQueue);
const mailWeight = 10;
const mostMs = 180_000;

export async function run({ note = (line) => console.error(line) } = {}) {
  const product = await startProduct();
  try {
    await setUp(product);
    const queueIds = await addQueues(product, { queues, agentsPerQueue, capacity: ticketsPerAgent * mailWeight });
    await addWaitingTickets(product, { queueIds, count });
    const { result: seconds, cpuMs } = await cpuPerEach(product.pids, count, () => drain(product, queueIds));
    note(`drained in ${seconds.toFixed(2)} s; CPU ms per ticket ${JSON.stringify(cpuMs)}`);
    const correct = await judge(product);
    return { perSecond: Math.round(count / seconds), ...correct };
  } finally {
    await product.stop();
  }
}

/** From the moment at which the queues begin to give out, until nobody waits. */
async function drain({ sql }, queueIds) {
  const startedAt = performance.now();
  await sql(`update queues set distribution = 'assign' where id = any($1)`, [queueIds]);
  for (;;) {
    const [row] = await sql(
      `select count(*)::int as n from ticket_standings where assignee_id is null and status in ('new', 'open')`,
    );
    const took = performance.now() - startedAt;
    if (row.n === 0) return took / 1_000;
    if (took > mostMs) throw new Error(`${row.n} tickets still wait after ${mostMs / 1_000} s`);
    await pause(20);
  }
}

/** From the events, not from what the engine says of itself. */
async function judge({ sql }) {
  const [{ doubles, overloaded }] = await sql(
    `select (select count(*)::int from (select ticket_id from events where type = 'ticket.assigned' group by ticket_id having count(*) > 1) d) as doubles,
       (select count(*)::int from (select assignee_id from ticket_standings where assignee_id is not null
          group by assignee_id having count(*) > $1) o) as overloaded`,
    [ticketsPerAgent],
  );
  const [{ outOfOrder }] = await sql(
    `select count(*)::int as "outOfOrder" from (
       select e.id, lag(e.id) over (partition by s.queue_id order by
           case s.priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end, s.waiting_since, s.ticket_id) as before
       from events e join ticket_standings s on s.ticket_id = e.ticket_id where e.type = 'ticket.assigned'
     ) placed where before > id`,
  );
  if (overloaded > 0) throw new Error(`${overloaded} agents carry more than they can`);
  return { doubleAssigned: doubles, outOfOrder };
}
