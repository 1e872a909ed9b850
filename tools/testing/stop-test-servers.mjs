// A run of tests that was killed leaves its PostgreSQL running, and nobody else would stop it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../run-command.mjs';

const dataFolder = resolve(root, '.cache/test-postgres');

/** Leaves a server alone that another run still uses. */
export function stopTestServers() {
  const moved = readIfThere(join(dataFolder, 'moved-to')).trim();
  const folder = moved || dataFolder;
  const pid = Number.parseInt(readIfThere(join(folder, 'cluster/postmaster.pid')), 10);
  if (!pid || holders(folder).some((holder) => isAlive(holder))) return;
  // The number may belong to anybody by now.
  if (readIfThere(`/proc/${pid}/cmdline`).includes(folder)) process.kill(pid, 'SIGINT');
}

function holders(folder) {
  const list = join(folder, 'holders');
  return existsSync(list) ? readdirSync(list).map((name) => Number.parseInt(name, 10)) : [];
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
