// Runs one phase of the tests: shows all it prints, counts its tests, and leaves none of its processes behind.
import { spawn } from 'node:child_process';
import { createTestCounter } from './count-tests.mjs';
import { endTree } from '../process-tree.mjs';
import { root } from '../run-command.mjs';

const limitMs = 12 * 60_000;
const running = new Set();

/** @returns {Promise<{ title: string, ok: boolean, seconds: number, passed: number, failed: number, skipped: number, failures: string[] }>} */
export async function runPhase({ title, commands, env = {} }) {
  console.log(`\n=== ${title} ===`);
  const startedAt = performance.now();
  const counter = createTestCounter();
  let ok = true;
  for (const command of commands) {
    if (!(await run(command, env, counter))) ok = false;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`--- ${title}: ${ok ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return { title, ok, seconds, ...tally(counter.sum, ok), failures: [...counter.failures] };
}

/** A check without tests counts as one; so does a runner that fails before or after its tests. */
function tally(sum, ok) {
  const failed = ok ? sum.failed : Math.max(1, sum.failed);
  const none = sum.passed + sum.skipped + failed === 0;
  return { ...sum, passed: none ? 1 : sum.passed, failed };
}

function run([script, ...args], env, counter) {
  return new Promise((done) => {
    // A group of its own, so that the whole tree below can be ended at once.
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    const limit = setTimeout(() => {
      console.error(`Not done after ${limitMs / 60_000} minutes: ended.`);
      endTree(child.pid);
    }, limitMs);
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.setEncoding('utf8');
      from.on('data', (text) => {
        to.write(text);
        counter.add(text);
      });
    }
    child.once('error', (error) => console.error(error.message));
    child.once('exit', () => endGroup(child));
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      counter.end();
      done(code === 0);
    });
  });
}

export function endAll() {
  for (const child of running) endTree(child.pid);
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}
