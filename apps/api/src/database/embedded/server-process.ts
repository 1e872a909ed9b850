// Starts and stops the server process itself, and waits for what it says about itself.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identity, lastWords } from './create-cluster.js';
import { binaryPath } from './find-binaries.js';
import { findLivingServer, readPostmaster, type Postmaster } from './postmaster.js';
import type { ServerPlace } from './server-place.js';
import { serverArguments, type ServerSettings } from './server-settings.js';

const pollMs = 5;
// Recovery after a crash replays up to max_wal_size.
const startLimitMs = 300_000;
const stopLimitMs = 60_000;
const logLimitBytes = 10_000_000;

/** The complaint of a server that could not start, so that the caller can tell "try again" from "give up". */
export class ServerStartError extends Error {
  constructor(
    readonly complaint: string,
    logPath: string,
  ) {
    super(`PostgreSQL did not start: ${complaint} (log: ${logPath})`);
    this.name = 'ServerStartError';
  }
}

/** The server outlives us on purpose (detached): after a `kill -9` of the application the next start adopts it. */
export async function spawnServer(place: ServerPlace, port: number, settings?: ServerSettings): Promise<Postmaster> {
  const logPath = join(place.dataFolder, 'server.log');
  const { log, from } = openLog(logPath);
  const child = spawn(
    binaryPath(place.binaries, 'postgres'),
    ['-D', place.cluster, ...serverArguments(port, settings)],
    {
      ...identity(place),
      cwd: place.cluster,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let spawnFailure: string | undefined;
  let exited = false;
  child.once('error', (error) => (spawnFailure = error.message));
  child.once('exit', () => (exited = true));
  child.unref();
  return waitFor(
    startLimitMs,
    () => {
      if (spawnFailure !== undefined) throw new ServerStartError(spawnFailure, logPath);
      if (exited) throw new ServerStartError(lastWords(readFrom(logPath, from)), logPath);
      const server = readPostmaster(place.cluster);
      return server?.status === 'ready' && server.pid === child.pid ? server : null;
    },
    () => new ServerStartError(`not ready within ${startLimitMs / 1000} s`, logPath),
  );
}

/** Waits for a server that somebody else started; null when it went away instead. */
export async function waitUntilReady(cluster: string): Promise<Postmaster | null> {
  const settled = await waitFor(
    startLimitMs,
    () => {
      const server = findLivingServer(cluster);
      if (server === null) return { server };
      return server.status === 'ready' ? { server } : null;
    },
    () => new Error(`The PostgreSQL that runs in ${cluster} is not ready within ${startLimitMs / 1000} s.`),
  );
  return settled.server;
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything committed is kept. */
export async function stopServer(place: ServerPlace): Promise<void> {
  const server = findLivingServer(place.cluster);
  if (server === null) return;
  if (process.platform === 'win32') {
    spawnSync(binaryPath(place.binaries, 'pg_ctl'), ['stop', '-m', 'fast', '-D', place.cluster], { windowsHide: true });
  } else {
    process.kill(server.pid, 'SIGINT');
  }
  await waitFor(
    stopLimitMs,
    () => findLivingServer(place.cluster)?.pid !== server.pid || null,
    () => new Error(`PostgreSQL (process ${server.pid}) did not stop within ${stopLimitMs / 1000} s.`),
  );
}

async function waitFor<T>(limitMs: number, look: () => T | null, tooLate: () => Error): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw tooLate();
    await pause(pollMs);
  }
}

function openLog(path: string): { log: number; from: number } {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= logLimitBytes) return { log: openSync(path, 'a', 0o600), from: size };
  rmSync(`${path}.1`, { force: true });
  renameSync(path, `${path}.1`);
  return { log: openSync(path, 'a', 0o600), from: 0 };
}

function readFrom(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(16_384);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, from));
  } finally {
    closeSync(file);
  }
}
