// The programs that the tests drive and npm cannot bring: a browser, a mail server and Redis.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { runCommand } from '../run-command.mjs';

const programs = [
  { name: 'Chromium', package: 'chromium', paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser'] },
  {
    name: 'Dovecot',
    package: 'dovecot-imapd',
    paths: ['/usr/sbin/dovecot', '/opt/homebrew/sbin/dovecot', '/usr/local/sbin/dovecot'],
  },
  { name: 'Redis', package: 'redis-server', paths: ['/usr/bin/redis-server'] },
];

/** Installs what is missing where that is possible (root on Debian) and returns the names of what is missing still. */
export async function prepareMachine() {
  const missing = findMissing();
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    try {
      await aptInstall(missing.map((program) => program.package));
    } catch (error) {
      console.error(error.message);
    }
  }
  return findMissing().map((program) => program.name);
}

export function howToInstall(names) {
  const wanted = programs.filter((program) => names.includes(program.name)).map((program) => program.package);
  return `Missing: ${names.join(' and ')}. On Debian: sudo apt-get install --no-install-recommends ${wanted.join(' ')}`;
}

function findMissing() {
  return programs.filter((program) => !program.paths.some((path) => existsSync(path)));
}

async function aptInstall(packages) {
  console.log(`Installing ${packages.join(' and ')} with apt ...`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const allow = forbidServices();
  try {
    await runCommand('apt-get', ['-qq', 'update'], options);
    await runCommand('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], options);
  } finally {
    allow();
    // systemd would start it at the next boot.
    if (packages.includes('dovecot-imapd'))
      spawnSync('systemctl', ['disable', 'dovecot.service', 'dovecot.socket'], { stdio: 'ignore' });
    if (packages.includes('redis-server')) spawnSync('systemctl', ['disable', 'redis-server'], { stdio: 'ignore' });
  }
}

/** Debian starts a mail server on its public port the moment it is installed, unless this file says no (101). */
function forbidServices() {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => undefined;
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy, { force: true });
}
