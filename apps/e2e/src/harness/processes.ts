import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Role = 'api' | 'worker';
export type Child = { id: number; role: Role };

/** API and worker that a launcher has started, as far as they run at this moment. */
export async function listChildren(launcherId: number): Promise<Child[]> {
  // `ps` ends with 1 when there is none.
  const { stdout } = await run('ps', ['--ppid', String(launcherId), '-o', 'pid=,args=']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').flatMap((line) => {
    const [, program] = /(main|worker)\.js/.exec(line) ?? [];
    return program ? [{ id: Number.parseInt(line, 10), role: program === 'main' ? 'api' : 'worker' }] : [];
  });
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
