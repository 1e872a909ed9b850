import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** @returns a function that has the loader do something and resolves with its answer */
export function startLoader(file = 'loader.mjs') {
  const child = fork(join(import.meta.dirname, file));
  const waiting = new Map();
  let lastId = 0;
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(`loader: ${error}`));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the loader ended'));
  });
  return {
    ask: (duty, options) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        child.send({ id, duty, options });
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
