import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** In a process of its own, as the product's API is. */
export async function startBareRelay(port) {
  const child = fork(join(import.meta.dirname, 'bare-relay.mjs'), [String(port)]);
  await once(child, 'message');
  return {
    port,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
