// A real Redis of Debian's package, on loopback and in memory only.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';

const program = '/usr/bin/redis-server';

export const findRedis = (): string | null => (existsSync(program) ? program : null);

export type TestRedis = { url: string; cutClients: () => Promise<unknown>; stop: () => Promise<void> };

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout.setEncoding('utf8')) {
    if (String(text).includes('Ready to accept connections')) break;
  }
  child.stdout.resume();
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    async cutClients() {
      const client = new Redis(url);
      for (const type of ['normal', 'pubsub']) await client.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes');
      client.disconnect();
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
