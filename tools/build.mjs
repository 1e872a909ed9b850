// Builds what is stale: the server with `tsc -b` and esbuild, the inbox with Vite. `npm run build`, and before every start.
import './check-node.mjs';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundles, bundleServer } from './bundle.mjs';
import { buildWhenStale } from './freshness.mjs';
import { ensureInstalled } from './install.mjs';
import { failPlainly, root, runScript } from './run-command.mjs';

const everywhere = ['tsconfig.base.json', 'package-lock.json'];
const parts = {
  server: {
    inputs: [...everywhere, 'tools/bundle.mjs', 'libs', 'migrations', 'apps/api'],
    results: [
      ...bundles,
      'apps/api/dist/launch.js',
      'libs/tickets/dist/index.js',
      'libs/contracts/dist/index.js',
      'libs/channels/dist/index.js',
      'migrations/dist/index.js',
    ],
  },
  inbox: {
    inputs: [...everywhere, 'libs/tickets', 'libs/contracts', 'apps/inbox-ui'],
    results: ['apps/inbox-ui/dist/app/index.html'],
  },
};

export async function ensureBuilt({ only = ['server', 'inbox'] } = {}) {
  if (only.includes('server')) await buildWhenStale('server', parts.server, buildServer);
  if (only.includes('inbox')) await buildWhenStale('inbox', parts.inbox, buildInbox);
}

async function buildServer() {
  process.stderr.write('Building the server ...\n');
  // Its own notes are not enough when somebody removed dist and left them.
  const missing = parts.server.results.some((path) => !existsSync(resolve(root, path)));
  await runScript('node_modules/typescript/bin/tsc', ['-b', 'apps/api', ...(missing ? ['--force'] : [])]);
  await bundleServer();
}

async function buildInbox() {
  process.stderr.write('Building the inbox ...\n');
  await runScript('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn'], {
    cwd: resolve(root, 'apps/inbox-ui'),
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
    .then(() => ensureBuilt())
    .catch(failPlainly);
}
