import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Process ids of the API and worker that a launcher has started; PostgreSQL leaves its family at the start. */
export async function listChildren(launcherId: number): Promise<number[]> {
  // `ps` ends with 1 when there is none.
  const { stdout } = await run('ps', ['--ppid', String(launcherId), '-o', 'pid=,args=']).catch(() => ({ stdout: '' }));
  return stdout
    .split('\n')
    .filter((line) => /(main|worker)\.js/.test(line))
    .map((line) => Number.parseInt(line, 10));
}

export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** @returns whether there was a process to signal. */
export function killIfRunning(id: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(id, signal);
  } catch {
    return false; // Ended by itself a moment ago.
  }
}
