// Ends a process with everything below it: runners of tests start theirs in sessions of their own, where no signal to a group arrives.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A second look finds what was started during the first. */
export function endTree(pid) {
  for (let look = 0; look < 2; look++) {
    // From the leaves up: an orphan could no longer be found below its grandparent.
    for (const each of listDescendants(pid).reverse()) signal(each);
  }
  signal(-pid);
}

/** @returns {number[]} the ids of all processes below this one */
export function listDescendants(pid) {
  const parents = listParents();
  const found = [];
  const walk = (parent) => {
    for (const [child, itsParent] of parents) {
      if (itsParent !== parent) continue;
      found.push(child);
      walk(child);
    }
  };
  walk(pid);
  return found;
}

function listParents() {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(readParent);
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return (stdout ?? '')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
}

/** "4711 (a (strange) name) S 4710 ...": the name may hold anything, so its last bracket counts. */
function readParent(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [[Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
  } catch {
    return []; // It ended between the look and the read.
  }
}

function signal(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
