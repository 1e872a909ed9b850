// The PostgreSQL that comes with Diwan: found, set up, adopted when it already runs, started when not.
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { choosePort, rememberPort } from './choose-port.js';
import { ensureCluster, readPassword } from './create-cluster.js';
import { holdServer } from './holders.js';
import { findLivingServer } from './postmaster.js';
import { findServerPlace, type ServerPlace } from './server-place.js';
import { ServerStartError, spawnServer, stopServer, waitUntilReady } from './server-process.js';
import type { ServerSettings } from './server-settings.js';

export interface EmbeddedServerOptions {
  /** Where the cluster, its log and its port live; made when missing. */
  dataFolder: string;
  /** A wish: another port is taken when somebody listens on it. */
  port?: number;
  /** PostgreSQL settings over our defaults; they matter only when the server is started, not when it is adopted. */
  settings?: ServerSettings;
  /** Gets one line when files had to be put elsewhere (root inside a closed home). Default: standard error. */
  notice?: (line: string) => void;
}

export interface EmbeddedServer {
  /** postgres://diwan:<password>@127.0.0.1:<port>/diwan; the role owns the database and may create others, but is no superuser. */
  url: string;
  port: number;
  /** The server was running already: after a crash of its starter, or because another process uses it. */
  adopted: boolean;
  /** Leaves the server and stops it, unless another living process uses it. Safe to call twice. */
  stop(): Promise<void>;
}

const attempts = 40;
const pauseBetweenMs = 250;
// Two starts at once, children of a killed server that are about to notice, a port taken between the look and the start.
const passing = /lock file|shared memory block|could not bind|could not create any TCP\/IP sockets/;

export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const notice = options.notice ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const place = findServerPlace({ dataFolder: resolve(options.dataFolder), notice });
  ensureCluster(place);
  const leave = holdServer(place.dataFolder);
  try {
    const { port, adopted } = await adoptOrStart(place, options);
    const url = `postgres://diwan:${readPassword(place)}@127.0.0.1:${port}/diwan`;
    return { url, port, adopted, stop: stopOnce(place, leave) };
  } catch (error) {
    leave();
    throw error;
  }
}

async function adoptOrStart(
  place: ServerPlace,
  options: EmbeddedServerOptions,
): Promise<{ port: number; adopted: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const running = await adopt(place);
    if (running !== null) return { port: running, adopted: true };
    try {
      const { port } = await spawnServer(place, await choosePort(place.dataFolder, options.port), options.settings);
      rememberPort(place.dataFolder, port);
      return { port, adopted: false };
    } catch (error) {
      if (attempt === attempts || !(error instanceof ServerStartError && passing.test(error.complaint))) throw error;
      await pause(pauseBetweenMs);
    }
  }
}

/** The port of the server that already serves this folder and lets us in, else null. */
async function adopt(place: ServerPlace): Promise<number | null> {
  if (findLivingServer(place.cluster) === null) return null;
  const server = await waitUntilReady(place.cluster);
  if (server === null) return null;
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'diwan',
    database: 'diwan',
    password: readPassword(place),
  });
  try {
    await client.connect();
    return server.port;
  } catch (cause) {
    // It was shutting down while we looked: the caller looks again.
    if (findLivingServer(place.cluster)?.status !== 'ready') return null;
    throw new Error(
      `The PostgreSQL that runs in ${place.cluster} (port ${server.port}) does not let us in: ${String(cause)}`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined); // Never connected: nothing to end.
  }
}

function stopOnce(place: ServerPlace, leave: () => boolean): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= leave() ? Promise.resolve() : stopServer(place));
}
