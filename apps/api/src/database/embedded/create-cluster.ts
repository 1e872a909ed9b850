// Makes a new database cluster: all of it or nothing, with one ordinary role and no way in for the superuser.
import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { binaryPath } from './find-binaries.js';
import { isAlive } from './postmaster.js';
import { giveTo } from './run-as.js';
import { moveInto, type ServerPlace } from './server-place.js';

const passwordFile = 'diwan.password';
// Older macOS has no C.UTF-8.
const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

export function readPassword(place: ServerPlace): string {
  return readFileSync(join(place.cluster, passwordFile), 'utf8').trim();
}

/** Does nothing when there is a cluster. What an interrupted earlier attempt left behind is removed. */
export function ensureCluster(place: ServerPlace): void {
  if (existsSync(place.cluster)) return checkVersion(place);
  removeHalfMade(place);
  const half = `${place.cluster}.new-${process.pid}`;
  mkdirSync(half, { mode: 0o700 });
  if (place.runAs) giveTo(place.runAs, half);
  try {
    initialise(place, half);
    createRole(place, half);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
  moveInto(half, place.cluster);
}

function checkVersion({ cluster, binaries }: ServerPlace): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (!binaries.version.startsWith(`${version}.`)) {
    throw new Error(
      `The database in ${cluster} was made by PostgreSQL ${version}, and this is ${binaries.version}: back it up with the Diwan that made it and restore it here.`,
    );
  }
}

function removeHalfMade({ cluster }: ServerPlace): void {
  const prefix = `${basename(cluster)}.new-`;
  for (const entry of readdirSync(dirname(cluster))) {
    if (entry.startsWith(prefix) && !isAlive(Number.parseInt(entry.slice(prefix.length), 10))) {
      rmSync(join(dirname(cluster), entry), { recursive: true, force: true });
    }
  }
}

function initialise(place: ServerPlace, cluster: string): void {
  // initdb wants a password for the superuser before it forbids logging in without one; nobody keeps this one.
  const throwaway = `${cluster}.superuser`;
  writeSecret(place, throwaway, randomBytes(24).toString('base64url'));
  try {
    // The plain C locale blinds pg_trgm to Arabic script; ICU's root collation serves all three languages.
    const access = ['-U', 'postgres', `--pwfile=${throwaway}`, '--auth=scram-sha-256'];
    const text = ['--encoding=UTF8', `--locale=${locale}`, '--locale-provider=icu', '--icu-locale=und'];
    run(place, { name: 'initdb', args: ['-D', cluster, ...access, ...text, '--data-checksums'] });
  } finally {
    rmSync(throwaway, { force: true });
  }
}

/** By the single-user server, which needs no login: it reads one statement per line. */
function createRole(place: ServerPlace, cluster: string): void {
  const password = randomBytes(24).toString('base64url');
  writeSecret(place, join(cluster, passwordFile), password);
  const statements = [
    `CREATE ROLE diwan LOGIN CREATEDB PASSWORD '${password}'`,
    'GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO diwan',
    'CREATE DATABASE diwan OWNER diwan',
  ];
  const args = ['--single', '-D', cluster, '-c', 'exit_on_error=true', 'postgres'];
  run(place, { name: 'postgres', args, input: `${statements.join(';\n')};\n` });
}

function writeSecret({ runAs }: ServerPlace, path: string, secret: string): void {
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  // Also the password: after a crash the server opens every file of its folder to sync it.
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}

interface SetupStep {
  name: 'initdb' | 'postgres';
  args: string[];
  input?: string;
}

function run(place: ServerPlace, { name, args, input = '' }: SetupStep): void {
  const options: SpawnSyncOptionsWithStringEncoding = { encoding: 'utf8', input, cwd: dirname(place.cluster) };
  const result = spawnSync(binaryPath(place.binaries, name), args, { ...options, ...identity(place) });
  if (result.status === 0) return;
  const reason = result.error?.message ?? lastWords(result.stderr);
  throw new Error(`PostgreSQL could not be set up in ${place.cluster} (${name}): ${reason}`, { cause: result.error });
}

/** How to spawn as the server's user. A locale of the caller that the system lacks must not matter; Windows needs its own variables. */
export function identity({ runAs }: ServerPlace): { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } {
  if (process.platform === 'win32') return {};
  const env = { LC_ALL: locale, TZ: 'UTC' };
  return runAs ? { uid: runAs.uid, gid: runAs.gid, env } : { env };
}

/** The server's own last complaint, in one line. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const complaint = lines.findLast((line) => /\b(FATAL|PANIC|ERROR|error|could not)\b/.test(line));
  return complaint ?? lines.at(-1) ?? 'no message';
}
