// Ten thousand tickets to another queue in one stroke and back, seen by 500 agents, beside a loop that does the same row by
// row on the same server; and what everybody else notices meanwhile.
import pg from 'pg';
import { median } from './median.mjs';
import { startProduct } from './product.mjs';
import { openSession, setUp } from './set-up.mjs';
import { startLoader } from './start-loader.mjs';
import { addQueues, addWaitingTickets } from './waiting-work.mjs';

const count = 10_000;
const sockets = 500;
const rounds = 5;
const loopRows = 2_000;

export async function run({ note = (line) => console.error(line) } = {}) {
  const product = await startProduct();
  const loader = startLoader();
  try {
    const { request } = await setUp(product);
    const [from, to] = await addQueues(product, { queues: 2, agentsPerQueue: sockets / 2, capacity: 0 });
    await addWaitingTickets(product, { queueIds: [from], count });
    const people = await product.sql(`select id from agents where capacity = 0`);
    const cookies = [];
    for (const { id } of people) cookies.push(await openSession(product, id));
    await loader.ask('openSockets', { port: product.ports.http, cookies });
    const quiet = await latencyOf(request, () => new Promise((done) => setTimeout(done, 1_500)));
    const seen = [];
    const busy = await latencyOf(request, async () => {
      for (let round = 0; round < rounds; round++) seen.push(await moveAndUndo({ request, loader, from, to }));
    });
    note(`each round: ${JSON.stringify(seen)}`);
    note(`other requests, p95 ms: quiet ${quiet.toFixed(1)}, meanwhile ${busy.toFixed(1)}`);
    const loopMs = (await rowLoop(product, from)) * (count / loopRows);
    const [{ n }] = await product.sql('select count(*)::int as n from ticket_standings where queue_id = $1', [from]);
    if (n !== count) throw new Error(`${count - n} tickets are not back where they were`);
    const of = (name) => Math.round(median(seen.map((each) => each[name])));
    return {
      commitMs: of('commitMs'),
      screensMs: of('screensMs'),
      undoMs: of('undoMs'),
      rowLoopMs: Math.round(loopMs),
      othersP95Ratio: Number((busy / quiet).toFixed(2)),
    };
  } finally {
    await loader.stop();
    await product.stop();
  }
}

async function moveAndUndo({ request, loader, from, to }) {
  const wish = { selection: { queueId: from }, target: { queueId: to, assignees: { to: 'keep' } } };
  const { seen } = await request('POST', '/api/moves/preview', wish);
  const startedAt = performance.timeOrigin + performance.now();
  const move = await request('POST', '/api/moves', { ...wish, seen });
  const commitMs = performance.timeOrigin + performance.now() - startedAt;
  const { lastAt } = await loader.ask('awaitMove', { moveId: move.id, frames: 1 });
  const undoneFrom = performance.now();
  const undone = await request('POST', `/api/moves/${move.id}/undo`, {});
  const undoMs = performance.now() - undoneFrom;
  if (move.moved !== count || undone.restored !== count) throw new Error(JSON.stringify({ move, undone }));
  await loader.ask('awaitMove', { moveId: move.id, frames: 2 });
  return { commitMs, screensMs: lastAt - startedAt, undoMs };
}

/** p95 of an ordinary request, over and over, while `work` goes on. */
async function latencyOf(request, work) {
  let running = true;
  const times = [];
  const asking = (async () => {
    while (running) {
      const startedAt = performance.now();
      await request('GET', '/api/tickets?view=open&limit=50');
      times.push(performance.now() - startedAt);
    }
  })();
  try {
    await work();
  } finally {
    running = false;
    await asking;
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

/** What a loop over an object mapper does: read, write, note, commit, one ticket at a time. */
async function rowLoop({ databaseUrl }, queueId) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('select ticket_id as id from ticket_standings where queue_id = $1 limit $2', [
    queueId,
    loopRows,
  ]);
  const startedAt = performance.now();
  for (const { id } of rows) {
    await client.query('begin');
    await client.query({
      name: 'r',
      text: 'select * from ticket_standings where ticket_id = $1 for update',
      values: [id],
    });
    await client.query({ name: 'u', text: 'update ticket_standings set queue_id = queue_id, version = version + 1 where ticket_id = $1', values: [id] }); // prettier-ignore
    await client.query({ name: 'e', text: `insert into events (type, ticket_id, actor_kind, payload) values ('ticket.moved', $1, 'system', '{}')`, values: [id] }); // prettier-ignore
    await client.query('commit');
  }
  const took = performance.now() - startedAt;
  await client.end();
  return took;
}
