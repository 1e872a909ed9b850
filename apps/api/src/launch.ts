// `npm start`: database, API and worker as one. Runs inside the process of tools/start.mjs and is deliberately light: the
// two children hold the product, this one only watches over them.
import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { readConfig, readEnvironment, type Config } from './config.js';
import { startEmbeddedServer, type EmbeddedServer } from './database/embedded/start-embedded-server.js';
import { welcome, type Welcome } from './demo/welcome.js';
import { describe } from './run-process.js';

const killAfterMs = 12_000;
const firstRestartMs = 500;
const longestRestartMs = 30_000;

type Role = 'api' | 'worker' | 'prepare';
const programs: Record<Role, string> = { api: 'main.js', worker: 'worker.js', prepare: 'prepare.js' };

/** A smaller young generation costs no measurable time and saves the API 28 MB at rest, the worker more under load. */
const youngGeneration: Record<Role, string[]> = {
  api: ['--max-semi-space-size=2'],
  worker: ['--max-semi-space-size=4'],
  prepare: [],
};

let stopping = false;
const children = new Map<Role, ChildProcess>();

function spawnChild(role: Role, env: NodeJS.ProcessEnv, args: string[] = []): ChildProcess {
  return fork(resolve(import.meta.dirname, programs[role]), args, {
    env,
    execArgv: youngGeneration[role],
    // Ctrl-C reaches the whole group of processes; the children must hear it from us, once.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Migrates, and on the first run fills in the demo; in a process of its own, whose memory is given back. */
function prepare(env: NodeJS.ProcessEnv, args: string[]): Promise<Welcome> {
  return new Promise((done, fail) => {
    const child = spawnChild('prepare', env, args);
    children.set('prepare', child);
    child.on('message', (message) => done(message as Welcome));
    child.on('exit', (code) => {
      children.delete('prepare');
      if (code !== 0) fail(new Error('the database could not be prepared'));
    });
  });
}

/** Starts a child and starts it again when it dies, ever more slowly; resolves when it is ready for the first time. */
function keepRunning(role: Role, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((ready, fail) => {
    let wasReady = false;
    let pauseMs = firstRestartMs;
    const start = (): void => {
      const child = spawnChild(role, env);
      children.set(role, child);
      child.on('message', () => {
        wasReady = true;
        pauseMs = firstRestartMs;
        ready();
      });
      child.on('exit', (code, signal) => {
        children.delete(role);
        if (stopping) return;
        if (!wasReady) {
          fail(new Error(`${role} did not start`));
          return;
        }
        console.error(`${role} ended (${signal ?? `code ${String(code)}`}); starting it again in ${pauseMs} ms`);
        // Keeps this process alive: with both children gone nothing else does.
        setTimeout(start, pauseMs);
        pauseMs = Math.min(pauseMs * 2, longestRestartMs);
      });
    };
    start();
  });
}

async function stopChildren(): Promise<void> {
  await Promise.all(
    [...children.values()].map(
      (child) =>
        new Promise<void>((done) => {
          const kill = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
          child.on('exit', () => {
            clearTimeout(kill);
            done();
          });
          child.kill('SIGTERM');
        }),
    ),
  );
}

async function start(config: Config, onServer: (server: EmbeddedServer) => void): Promise<void> {
  let url = config.databaseUrl;
  if (url === null) {
    const server = await startEmbeddedServer({ dataFolder: resolve(config.dataFolder, 'postgres') });
    onServer(server);
    url = server.url;
  }
  const env = childEnvironment(url);
  const state = await prepare(env, process.argv.slice(2));
  if (stopping) return;
  await Promise.all([keepRunning('api', env), keepRunning('worker', env)]);
  console.log(welcome(config, state));
  process.send?.({ ready: 'diwan' });
}

async function launch(): Promise<void> {
  let server: EmbeddedServer | null = null;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await stopChildren();
    await server?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  try {
    await start(readConfig(), (started) => {
      server = started;
    });
  } catch (error) {
    console.error(describe(error));
    await stop(1);
  }
}

function childEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  return { ...readEnvironment(), DATABASE_URL: databaseUrl };
}

await launch();
