// Installs the packages when they are missing or another lock file was checked out; otherwise costs a hash of one file.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, runCommand } from './run-command.mjs';

const lockFile = resolve(root, 'package-lock.json');
const stamp = resolve(root, 'node_modules/.diwan-lock-hash');
// npm writes this one when an install is complete.
const npmStamp = resolve(root, 'node_modules/.package-lock.json');

export async function ensureInstalled() {
  const wanted = lockHash();
  if (readStamp() === wanted) return;
  if (!installedByHand()) {
    process.stderr.write('Installing packages (a minute or two, only when they changed) ...\n');
    await npm(['ci', '--no-audit', '--no-fund']);
  }
  writeFileSync(stamp, wanted);
}

/** The platform counts, too: packages bring binaries. */
function lockHash() {
  return createHash('sha256')
    .update(`${process.platform}-${process.arch}\n`)
    .update(readFileSync(lockFile))
    .digest('hex');
}

function readStamp() {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

/** Somebody ran `npm ci` after this lock file came: nothing to repeat. */
function installedByHand() {
  if (existsSync(stamp) || !existsSync(npmStamp)) return false;
  return statSync(npmStamp).mtimeMs >= statSync(lockFile).mtimeMs - 1000;
}

function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return runCommand(process.execPath, [script, ...args]);
  return process.platform === 'win32' ? runCommand('npm.cmd', args, { shell: true }) : runCommand('npm', args);
}
