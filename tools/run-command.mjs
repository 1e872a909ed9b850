// Runs a command to its end without a shell, in the workspace's root.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Everything the command prints goes to stderr, so that a command of ours keeps its stdout to itself. */
export function runCommand(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', process.stderr, process.stderr], ...options });
    child.once('error', (cause) => fail(new Error(`Cannot run ${command}: ${cause.message}`, { cause })));
    child.once('exit', (code, signal) =>
      code === 0 ? done() : fail(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `code ${code}`}`)),
    );
  });
}

/** A JavaScript program of node_modules, run by this very Node. */
export function runScript(script, args, options) {
  return runCommand(process.execPath, [resolve(root, script), ...args], options);
}

/** The last word of a tool: one line, not a stack. */
export function failPlainly(error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
