import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findLivingServer } from './postmaster.js';
import { runsAsRoot } from './run-as.js';
import { startEmbeddedServer, type EmbeddedServer } from './start-embedded-server.js';

let folder: string;
let dataFolder: string;
// Setting up a cluster takes a second or two: most tests start from a copy of this one.
let prepared: string;
const started: EmbeddedServer[] = [];

function makeFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'diwan-postgres-'));
  chmodSync(path, 0o755);
  return path;
}

function usePrepared(): void {
  const copy = spawnSync('cp', ['-a', join(prepared, 'data'), dataFolder], { encoding: 'utf8' });
  if (copy.status !== 0) throw new Error(copy.stderr);
}

beforeAll(async () => {
  prepared = makeFolder();
  const server = await startEmbeddedServer({ dataFolder: join(prepared, 'data') });
  await server.stop();
});

afterAll(() => rmSync(prepared, { recursive: true }));

beforeEach(() => {
  folder = makeFolder();
  dataFolder = join(folder, 'data');
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(settings?: Record<string, string>, port?: number): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataFolder, settings, port });
  started.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

const cluster = () => join(dataFolder, 'cluster');

async function listenSomewhere(): Promise<{ taken: Server; port: number }> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  return { taken, port: (taken.address() as AddressInfo).port };
}

const asRoot = runsAsRoot() ? it : it.skip;

describe('startEmbeddedServer on an empty folder', () => {
  it('sets up a durable server on loopback, whose role is no superuser', async () => {
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(server.url).toMatch(/^postgres:\/\/diwan:[\w-]{32}@127\.0\.0\.1:\d+\/diwan$/);
    for (const [name, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['is_superuser', 'off'],
    ]) {
      expect([name, ...(await query(server.url, `SHOW ${name}`))]).toEqual([name, value]);
    }
  });

  it('comes to one server when two starts race on an empty folder', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second?.url).toBe(first?.url);
  });

  asRoot('moves out of a home that is closed to the server user, says so, and finds its data again', async () => {
    chmodSync(folder, 0o700);
    const said: string[] = [];
    const options = { dataFolder, notice: (line: string) => void said.push(line) };
    const first = await startEmbeddedServer(options);
    const moved = readFileSync(join(dataFolder, 'moved-to'), 'utf8').trim();
    try {
      await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
      expect(said).toEqual([expect.stringContaining(moved)]);
      await first.stop();
      const second = await startEmbeddedServer(options);
      started.push(second);
      expect(await query(second.url, 'SELECT number FROM kept')).toEqual([7]);
      expect(said).toHaveLength(1);
      await second.stop();
    } finally {
      await first.stop();
      rmSync(moved, { recursive: true, force: true });
    }
  });
});

describe('startEmbeddedServer on a cluster', () => {
  beforeEach(usePrepared);

  it('finds Arabic and Persian words by trigrams', async () => {
    const { url } = await start();
    await query(url, 'CREATE EXTENSION pg_trgm');
    const [similarity] = await query(url, `SELECT similarity('پشتیبانی', 'پشتیبان')`);
    expect(similarity).toBeGreaterThan(0.5);
  });

  it('lets nobody in without the password, which only the owner may read', async () => {
    const { url } = await start();
    await expect(query(url.replace(/:[\w-]{32}@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    );
    await expect(query(url.replace('diwan:', 'postgres:'), 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    );
    expect(statSync(join(cluster(), 'diwan.password')).mode & 0o777).toBe(0o600);
  });

  it('keeps data, password and port over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    await first.stop();
    expect(findLivingServer(cluster())).toBeNull();
    const second = await start();
    expect(second).toMatchObject({ url: first.url, adopted: false });
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([7]);
  });

  it('adopts a server that runs already, and only the last user stops it', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ url: first.url, adopted: true });
    await first.stop();
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
    await second.stop();
    expect(findLivingServer(cluster())).toBeNull();
  });

  it('recovers every committed row after kill -9', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number');
    process.kill(findLivingServer(cluster())?.pid ?? 0, 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT count(*)::int FROM kept')).toEqual([1000]);
  });

  it('starts over a stale pid file whose number belongs to another process by now', async () => {
    const first = await start();
    const pidFile = join(cluster(), 'postmaster.pid');
    const { uid, gid } = statSync(pidFile);
    const stale = readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid));
    await first.stop();
    writeFileSync(pidFile, stale);
    chownSync(pidFile, uid, gid);
    expect(await start()).toMatchObject({ adopted: false });
  });

  it('takes another port when somebody listens on the wished one', async () => {
    const { taken, port } = await listenSomewhere();
    const server = await start(undefined, port);
    taken.close();
    expect(server.port).not.toBe(port);
    expect(await query(server.url, 'SELECT 1')).toEqual([1]);
  });

  it('takes settings from the caller and says in one line what the server complains about', async () => {
    const server = await start({ fsync: 'off' });
    expect(await query(server.url, 'SHOW fsync')).toEqual(['off']);
    await server.stop();
    await expect(start({ shared_buffers: 'plenty' })).rejects.toThrow(/^PostgreSQL did not start: .*shared_buffers.*$/);
  });

  asRoot('never runs the server as root', async () => {
    await start();
    expect(statSync(`/proc/${findLivingServer(cluster())?.pid}`).uid).not.toBe(0);
    expect(statSync(cluster()).uid).not.toBe(0);
  });
});
