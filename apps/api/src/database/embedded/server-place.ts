// Decides where the server's files live and who runs it. Usually that is where we are told; as root inside a closed home
// (mode 0700, as on many rented servers) the unprivileged server user cannot get there, so a place of its own is made and named.
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findBinaries, type PostgresBinaries } from './find-binaries.js';
import { canReach, findServerUser, giveTo, runsAsRoot, type ServerUser } from './run-as.js';

export interface ServerPlace {
  /** Ours: port, log and the list of who uses the server. */
  dataFolder: string;
  /** The server's own (PGDATA), mode 0700. */
  cluster: string;
  binaries: PostgresBinaries;
  /** Set only as root. */
  runAs: ServerUser | undefined;
}

export interface PlaceOptions {
  dataFolder: string;
  notice: (line: string) => void;
  /** Where root may put what its server user could not reach otherwise. */
  openFolder?: string;
}

const pointerFile = 'moved-to';

export function findServerPlace({ dataFolder, notice, openFolder = '/var/lib/diwan' }: PlaceOptions): ServerPlace {
  mkdirSync(dataFolder, { recursive: true });
  const binaries = findBinaries();
  if (!runsAsRoot()) return { dataFolder, cluster: ownCluster(dataFolder), binaries, runAs: undefined };

  const user = findServerUser();
  const folder = reachableDataFolder({ dataFolder, user, openFolder, notice });
  const cluster = join(folder, 'cluster');
  const runAs = ownerOf(cluster) ?? user;
  if (existsSync(cluster) && statSync(cluster).uid === 0) giveTo(runAs, cluster);
  return {
    dataFolder: folder,
    cluster,
    binaries: reachableBinaries({ binaries, user: runAs, openFolder, notice }),
    runAs,
  };
}

function ownCluster(dataFolder: string): string {
  const cluster = join(dataFolder, 'cluster');
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  if (owner !== undefined && process.getuid !== undefined && owner !== process.getuid()) {
    throw new Error(
      `The database in ${cluster} belongs to user id ${owner}: start Diwan as root again, or give the folder to this user (chown -R).`,
    );
  }
  return cluster;
}

/** A cluster made by an ordinary user and later started with sudo keeps its owner. */
function ownerOf(cluster: string): ServerUser | undefined {
  const stats = statSync(cluster, { throwIfNoEntry: false });
  return stats && stats.uid !== 0 ? { name: `user id ${stats.uid}`, uid: stats.uid, gid: stats.gid } : undefined;
}

interface Reach {
  user: ServerUser;
  openFolder: string;
  notice: (line: string) => void;
}

function reachableDataFolder({ dataFolder, user, openFolder, notice }: Reach & { dataFolder: string }): string {
  const pointer = join(dataFolder, pointerFile);
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  const cluster = join(dataFolder, 'cluster');
  if (canReach(dataFolder, ownerOf(cluster) ?? user)) return dataFolder;
  if (existsSync(cluster)) {
    throw new Error(
      `${dataFolder} is closed to "${user.name}", who runs PostgreSQL for root: open the folders above it (chmod o+x) or move it.`,
    );
  }
  const folder = join(openFolder, `data-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (!writeOnce(pointer, `${folder}\n`)) {
    rmdirSync(folder);
    return readFileSync(pointer, 'utf8').trim();
  }
  notice(`${dataFolder} is closed to "${user.name}", who runs PostgreSQL for root: the database lives in ${folder}`);
  return folder;
}

function reachableBinaries({
  binaries,
  user,
  openFolder,
  notice,
}: Reach & { binaries: PostgresBinaries }): PostgresBinaries {
  if (canReach(join(binaries.folder, 'bin'), user)) return binaries;
  const folder = join(openFolder, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) {
    const half = `${folder}.${process.pid}`;
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, half, { recursive: true, verbatimSymlinks: true });
    moveInto(half, folder);
    notice(
      `${binaries.folder} is closed to "${user.name}", who runs PostgreSQL for root: a copy of the server was put in ${folder}`,
    );
  }
  return { ...binaries, folder };
}

/** False when another start at the same moment was quicker. Written aside and linked, so that nobody reads half of it. */
function writeOnce(path: string, text: string): boolean {
  const half = `${path}.${process.pid}`;
  writeFileSync(half, text);
  try {
    linkSync(half, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(half);
  }
}

/** A rename shows the folder whole or not at all; when another start was quicker, ours is thrown away. */
export function moveInto(half: string, folder: string): void {
  try {
    renameSync(half, folder);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause;
  }
}
