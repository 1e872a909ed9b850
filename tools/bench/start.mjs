// How long a start takes and what an idle product holds: the API process until its first ticket list, `npm start` as a
// whole on its second start, memory after half a minute without work.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedServer } from '../../apps/api/dist/database/embedded/start-embedded-server.js';
import { median } from './median.mjs';
import { pssMb, rssMb } from './memory.mjs';
import { endChild, environment, freePort, launch, pidsOf, temporaryFolder } from './product.mjs';
import { root } from '../run-command.mjs';
import { openSession } from './set-up.mjs';

const rounds = 5;
const idleMs = 30_000;
const patienceMs = 30_000;

export async function run({ note = (line) => console.error(line) } = {}) {
  const folder = await temporaryFolder();
  const ports = { http: await freePort(), smtp: await freePort() };
  const env = environment(folder, ports);
  try {
    const whole = await measureWhole({ folder, env, note });
    const first = await measureFirstList({ folder, env, ports });
    note(`npm start: ${whole.times.map(Math.round).join(', ')} ms; API: ${first.map(Math.round).join(', ')} ms`);
    return {
      apiFirstListMs: Math.round(median(first)),
      npmStartMs: Math.round(median(whole.times)),
      idleMb: whole.idleMb,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first start builds the demo and is not counted. */
async function measureWhole({ folder, env, note }) {
  const log = join(folder, 'product.log');
  const start = () => launch(log, [], { ...env, program: 'tools/start.mjs' });
  await endChild(await start());
  const times = [];
  for (let round = 0; ; round++) {
    const startedAt = performance.now();
    const child = await start();
    times.push(performance.now() - startedAt);
    if (round === rounds - 1) return { times, idleMb: await idleMemory(child, note) };
    await endChild(child);
  }
}

async function idleMemory(child, note) {
  try {
    await pause(idleMs);
    const pids = await pidsOf(child.pid);
    const parts = await Promise.all(
      Object.entries(pids).map(async ([name, pid]) => ({ name, pss: await pssMb(pid), rss: await rssMb(pid) })),
    );
    note(`idle MB (PSS / RSS): ${parts.map(({ name, pss, rss }) => `${name} ${pss} / ${rss}`).join(', ')}`);
    return Math.round(parts.reduce((sum, { pss }) => sum + pss, 0));
  } finally {
    await endChild(child);
  }
}

/** main.js alone against a database that is there, from the spawn to the answered list. */
async function measureFirstList({ folder, env, ports }) {
  const server = await startEmbeddedServer({ dataFolder: join(folder, 'postgres'), notice: () => undefined });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const sql = async (text, values) => (await client.query(text, values)).rows;
    const [owner] = await sql(`select id from agents where role = 'admin' order by created_at limit 1`);
    const cookie = await openSession({ sql }, owner.id);
    const times = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await firstList({ folder, ports, cookie, env: { ...env, DATABASE_URL: server.url } }));
    }
    return times;
  } finally {
    await client.end();
    await server.stop();
  }
}

async function firstList({ folder, ports, cookie, env }) {
  const log = openSync(join(folder, 'api.log'), 'a');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [resolve(root, 'apps/api/dist/bundle/main.js')], {
    // oxlint-disable-next-line node/no-process-env -- handed down, as any starter does; nothing is read from it
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  });
  try {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${ports.http}/api/tickets?view=unassigned`, {
        headers: { cookie },
      }).catch(() => null);
      if (response?.ok && (await response.json()).items.length > 0) return performance.now() - startedAt;
      if (performance.now() - startedAt > patienceMs) throw new Error(`no ticket list: ${response?.status}`);
      await pause(5);
    }
  } finally {
    await endChild(child);
  }
}
