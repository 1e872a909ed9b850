import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ClientBase } from 'pg';
import { freePorts } from './free-ports.js';
import type { Product } from './product.js';

const program = resolve(import.meta.dirname, '../../../api/dist/bundle/worker.js');

export type SecondWorker = { kill: () => Promise<void>; start: () => Promise<void>; stop: () => Promise<void> };

/** Another worker on the database of a running product, as somebody who needs more hands starts it. */
export async function startSecondWorker(
  { dataFolder }: Pick<Product, 'dataFolder'>,
  database: ClientBase & { host?: string; port?: number; password?: string | null },
): Promise<SecondWorker> {
  const url = `postgres://diwan:${encodeURIComponent(String(database.password))}@127.0.0.1:${database.port}/diwan`;
  const [smtpPort = 0] = await freePorts(1);
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  const start = async (): Promise<void> => {
    child = fork(program, [], {
      env: {
        DATABASE_URL: url,
        DIWAN_DATA: dataFolder,
        DIWAN_SMTP_PORT: String(smtpPort),
        DIWAN_SINK_PORT: '0',
        DIWAN_LOG_LEVEL: 'warn',
      },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [said] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
    if (typeof said !== 'object') throw new Error('The second worker ended; what it wrote stands above');
  };
  await start();
  return { start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
