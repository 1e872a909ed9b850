// The built product with an empty database of its own in a temporary folder, as `npm start` runs it; for one benchmark.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from '../../apps/api/dist/database/embedded/start-embedded-server.js';
import { endTree, listDescendants } from '../process-tree.mjs';
import { root } from '../run-command.mjs';

const patienceMs = 60_000;

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** PostgreSQL refuses root, so the folder must be open to the user that the server runs as. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'diwan-bench-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Durability is what the embedded server has by default: on. */
export async function startProduct({ args = ['--empty'], env = {} } = {}) {
  const folder = await temporaryFolder();
  const server = await startEmbeddedServer({ dataFolder: join(folder, 'postgres'), notice: () => undefined });
  const ports = { http: await freePort(), smtp: await freePort() };
  const removeServer = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const child = await launch(join(folder, 'product.log'), args, {
    ...environment(folder, ports),
    DATABASE_URL: server.url,
    ...env,
  }).catch(async (error) => {
    await removeServer();
    throw error;
  });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  return {
    ports,
    databaseUrl: server.url,
    pids: { ...(await pidsOf(child.pid)), postmaster: await postmasterOf(folder) },
    sql: async (text, values) => (await pool.query(text, values)).rows,
    async stop() {
      await pool.end();
      await endChild(child);
      await removeServer();
    },
  };
}

export function environment(folder, ports) {
  return {
    DIWAN_DATA: folder,
    PORT: String(ports.http),
    DIWAN_SMTP_PORT: String(ports.smtp),
    DIWAN_SINK_PORT: '0',
    DIWAN_LOG_LEVEL: 'warn',
  };
}

/** Resolves when API and worker are ready. */
export async function launch(logFile, args, { program = 'apps/api/dist/bundle/launch.js', ...env }) {
  const log = openSync(logFile, 'a');
  const child = fork(resolve(root, program), args, {
    // oxlint-disable-next-line node/no-process-env -- handed down, as any starter does; nothing is read from it
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log, 'ipc'],
  });
  await becomesReady(child, logFile);
  return child;
}

export async function becomesReady(child, logFile) {
  const outcome = await Promise.race([
    once(child, 'message').then(() => 'ready'),
    once(child, 'exit').then(() => 'ended'),
    new Promise((done) => setTimeout(done, patienceMs, 'too slow').unref()),
  ]);
  if (outcome === 'ready') return;
  endTree(child.pid);
  throw new Error(`the product did not start (${outcome}): ${(await readFile(logFile, 'utf8')).slice(-2_000)}`);
}

/** Asks it to end, and ends it with everything below when it does not. */
export async function endChild(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => endTree(child.pid), 15_000);
  await ended;
  clearTimeout(timer);
}

/** The first line of its pid file. */
async function postmasterOf(folder) {
  const file = join(folder, 'postgres', 'cluster', 'postmaster.pid');
  return Number((await readFile(file, 'utf8')).split('\n')[0]);
}

/** Launcher, API and worker by what they run. */
export async function pidsOf(launcher) {
  const pids = { launcher };
  for (const pid of listDescendants(launcher)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('bundle/main.js')) pids.api = pid;
    if (command.includes('bundle/worker.js')) pids.worker = pid;
  }
  return pids;
}
