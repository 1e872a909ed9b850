import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { databaseUrl } from './database.js';
import { freePorts } from './free-ports.js';
import { killIfRunning } from './processes.js';
import type { Product } from './product.js';
import { eventually } from './mail-servers.js';

const program = resolve(import.meta.dirname, '../../../api/dist/bundle/main.js');

export type SecondApi = { url: string; processId: number; stop: () => Promise<void> };

/** One more API process on the product's database and keys, as a second machine would run it. */
export async function startSecondApi(product: Product): Promise<SecondApi> {
  const [port = 0] = await freePorts(1);
  const child = spawn(process.execPath, [program], {
    env: {
      DATABASE_URL: await databaseUrl(product),
      DIWAN_DATA: product.dataFolder,
      PORT: String(port),
      DIWAN_PUBLIC_URL: product.url,
      DIWAN_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let ready = false;
  child.on('message', () => (ready = true));
  await eventually(() => ready || child.exitCode !== null, 30_000);
  if (!ready) throw new Error('the second API process did not start');
  return {
    url: `http://127.0.0.1:${port}`,
    processId: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await eventually(() => child.exitCode !== null || child.signalCode !== null, 15_000).catch(() =>
        killIfRunning(child.pid ?? 0, 'SIGKILL'),
      );
    },
  };
}
