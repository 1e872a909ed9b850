// The built product as somebody starts it: launcher, API, worker and PostgreSQL, with everything it writes in one temporary
// folder. What a spec sees of it is what a user or an administrator of the machine sees.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts } from './free-ports.js';
import { isRunning, killIfRunning, listChildren, type Child } from './processes.js';
import { eventually } from './mail-servers.js';

export type SignIn = { email: string; password: string };

export type Product = {
  url: string;
  smtpPort: number;
  dataFolder: string;
  /** Of the launcher; API and worker are its children. */
  processId: number;
  /** The demo's owner; null when started empty. */
  signIn: SignIn | null;
  /** What all processes have written so far. */
  output: () => string;
  /** API and worker; fewer than two while one is being started again. */
  children: () => Promise<Child[]>;
  stop: () => Promise<void>;
};

const launcher = resolve(import.meta.dirname, '../../../api/dist/bundle/launch.js');
const startWithinMs = 60_000;
const stopWithinMs = 25_000;

/** Starts a product of its own. @throws with everything it wrote when it does not become ready within a minute. */
export async function startProduct({ empty = false }: { empty?: boolean } = {}): Promise<Product> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'diwan-e2e-'));
  // PostgreSQL runs as another user when we are root, and has to get in.
  await chmod(dataFolder, 0o755);
  const [port = 0, smtpPort = 0, sinkPort = 0] = await freePorts(3);
  const child = spawn(process.execPath, [launcher, ...(empty ? ['--empty'] : [])], {
    env: {
      DIWAN_DATA: dataFolder,
      PORT: String(port),
      DIWAN_SMTP_PORT: String(smtpPort),
      DIWAN_SINK_PORT: String(sinkPort),
      DIWAN_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = (): Promise<void> => stopProduct(child, dataFolder);
  try {
    await eventually(() => child.exitCode !== null || output.includes('Diwan is ready.'), startWithinMs);
    if (child.exitCode !== null) throw new Error('Diwan ended');
    return {
      url: `http://127.0.0.1:${port}`,
      smtpPort,
      dataFolder,
      processId: child.pid ?? 0,
      signIn: await readSignIn(dataFolder),
      output: () => output,
      children: () => listChildren(child.pid ?? 0),
      stop,
    };
  } catch (cause) {
    await stop();
    throw new Error(`Diwan did not start. It wrote:\n${output}`, { cause });
  }
}

async function readSignIn(dataFolder: string): Promise<SignIn | null> {
  const file = join(dataFolder, 'demo-sign-in.json');
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as SignIn) : null;
}

/** First as Ctrl-C would; whatever is still there after that is ended by its process id. */
async function stopProduct(child: ChildProcess, dataFolder: string): Promise<void> {
  const launcherId = child.pid ?? 0;
  const children = await listChildren(launcherId);
  const database = await databaseProcess(dataFolder);
  child.kill('SIGTERM');
  const ended = eventually(() => child.exitCode !== null || child.signalCode !== null, stopWithinMs);
  await ended.catch(() => child.kill('SIGKILL'));
  for (const { id } of children) killIfRunning(id, 'SIGKILL');
  if (database !== null && isRunning(database)) {
    killIfRunning(database, 'SIGQUIT');
    await eventually(() => !isRunning(database)).catch(() => killIfRunning(database, 'SIGKILL'));
  }
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
}

/** The first line of postmaster.pid. */
async function databaseProcess(dataFolder: string): Promise<number | null> {
  const file = join(dataFolder, 'postgres/cluster/postmaster.pid');
  return existsSync(file) ? Number.parseInt(await readFile(file, 'utf8'), 10) || null : null;
}
