// Reads what PostgreSQL says about itself in postmaster.pid and tells a living server from a leftover file.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Postmaster {
  pid: number;
  port: number;
  status: 'starting' | 'stopping' | 'ready' | 'standby';
}

/** Null when the file is missing or half written. Lines: 1 pid, 2 folder, 3 start time, 4 port, 8 status, padded with blanks. */
export function readPostmaster(cluster: string): Postmaster | null {
  const lines = readIfThere(join(cluster, 'postmaster.pid'))
    .split('\n')
    .map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const status = lines[7];
  if (!pid || !port || !isStatus(status)) return null;
  return { pid, port, status };
}

/**
 * The living server of this folder. After a crash of the machine or in a new container the number in the file may belong to
 * anybody, and PostgreSQL itself then refuses to start: such a file is removed.
 */
export function findLivingServer(cluster: string): Postmaster | null {
  const pid = Math.abs(Number.parseInt(readIfThere(join(cluster, 'postmaster.pid')), 10));
  if (!pid || !isAlive(pid)) return null;
  if (servesFolder(pid, cluster)) return readPostmaster(cluster) ?? { pid, port: 0, status: 'starting' };
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return null;
}

/** Signal 0 asks without sending; a process of another user answers EPERM and is alive, too. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function servesFolder(pid: number, cluster: string): boolean {
  if (process.platform === 'win32') return true;
  const args =
    process.platform === 'linux' ? readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') : commandOf(pid);
  return args.includes('postgres') && args.includes(resolve(cluster));
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function isStatus(word: string | undefined): word is Postmaster['status'] {
  return word === 'starting' || word === 'stopping' || word === 'ready' || word === 'standby';
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
