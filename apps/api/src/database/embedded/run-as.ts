// PostgreSQL refuses to run as root: as root we run it as an unprivileged user, who must be able to reach every folder on the way.
import { spawnSync } from 'node:child_process';
import { lstatSync, lchownSync, readdirSync, statSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user of a database packaged by the system when there is one, else the user who owns nothing. */
export function findServerUser(): ServerUser {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [numericId('-u', name), numericId('-g', name)];
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    'PostgreSQL cannot run as root and there is neither a user "postgres" nor "nobody": start Diwan as another user.',
  );
}

function numericId(flag: string, name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

type Permissions = Pick<Stats, 'mode' | 'uid' | 'gid'>;

export function canTraverse(folder: Permissions, user: ServerUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

/** Whether the user gets through every folder down to and including this one; folders yet to be made do not count. */
export function canReach(path: string, user: ServerUser): boolean {
  let folder = resolve(path);
  for (;;) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats && !canTraverse(stats, user)) return false;
    const parent = dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
}

/** Gives a whole tree to the user; links themselves, never what they point to. */
export function giveTo(user: ServerUser, path: string): void {
  lchownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path)) giveTo(user, join(path, entry));
}
