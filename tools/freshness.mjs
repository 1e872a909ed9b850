// Tells whether sources changed since they were last built, by names, sizes and times of change (some 10 ms for a thousand files).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './run-command.mjs';

const stampFolder = resolve(root, '.cache/build');
const outputs = new Set(['node_modules', 'dist', '.git', 'coverage']);

/** `inputs`: files and folders; `results`: what must exist for a build to count. All relative to the root. */
export function isFresh(name, { inputs, results }) {
  const stamp = join(stampFolder, name);
  if (!existsSync(stamp) || !results.every((path) => existsSync(resolve(root, path)))) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(inputs);
}

/** Takes the fingerprint before the build: what changes while it runs must be built again. */
export async function buildWhenStale(name, part, build) {
  if (isFresh(name, part)) return false;
  const print = fingerprint(part.inputs);
  await build();
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(join(stampFolder, name), print);
  return true;
}

export function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const input of inputs) addPath(hash, resolve(root, input));
  return hash.digest('hex');
}

function addPath(hash, path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) {
    if (!outputs.has(entry) && !entry.endsWith('.tsbuildinfo')) addPath(hash, join(path, entry));
  }
}
