// The phases of `npm test`, in order: what is quick and tells most comes first.
const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
const nx = 'node_modules/nx/dist/bin/nx.js';

/** `needs` names programs that are missing on this machine and without which a phase cannot run. */
export function listPhases({ missing, inCi }) {
  const without = (...names) => names.filter((name) => missing.includes(name));
  // Nx repeats the output of an unchanged project; CI believes nothing that it did not see.
  const fresh = inCi ? ['--skip-nx-cache'] : [];
  // Nx asks for colours where nobody sees them.
  const env = { NX_DAEMON: 'false', NX_TUI: 'false', ...(process.stdout.isTTY ? {} : { FORCE_COLOR: '0' }) };
  const runMany = (target, ...args) => [nx, 'run-many', '-t', target, '--output-style=stream', ...fresh, ...args];
  return [
    phase('Format', [['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']]),
    phase('Lint', [
      ['node_modules/oxlint/bin/oxlint', '--type-aware'],
      ['node_modules/stylelint/bin/stylelint.mjs', 'apps/**/*.css', '--allow-empty-input'],
    ]),
    phase('Types and build', [['node_modules/typescript/bin/tsc', '-b'], ['tools/build.mjs']]),
    phase('Boundaries and tools', [[...jest, '--config', 'tools/jest.config.js']]),
    phase('Unit tests', [runMany('test', '--parallel=2')], { env }),
    phase('Integration tests', [runMany('test:integration', '--parallel=1')], { env, needs: without('Dovecot') }),
    phase('End to end', [runMany('test:e2e', '--parallel=1')], { env, needs: without('Chromium', 'Dovecot') }),
  ];
}

function phase(title, commands, { env = {}, needs = [] } = {}) {
  return { title, commands, env, needs };
}
