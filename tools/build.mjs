// Builds what is stale: the server with `tsc -b` and esbuild, the inbox and the chat widget with Vite. `npm run build`, and before every start.
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
  widget: {
    inputs: [...everywhere, 'libs/contracts', 'apps/chat-widget'],
    results: ['apps/chat-widget/dist/app/index.html', 'apps/chat-widget/dist/loader.js'],
  },
};

export async function ensureBuilt({ only = ['server', 'inbox', 'widget'] } = {}) {
  if (only.includes('server')) await buildWhenStale('server', parts.server, buildServer);
  if (only.includes('inbox')) await buildWhenStale('inbox', parts.inbox, buildInbox);
  if (only.includes('widget')) await buildWhenStale('widget', parts.widget, buildWidget);
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
  await runVite('apps/inbox-ui');
}

async function buildWidget() {
  process.stderr.write('Building the chat widget ...\n');
  await runVite('apps/chat-widget');
  await runVite('apps/chat-widget', '--mode', 'loader');
}

function runVite(folder, ...args) {
  const cwd = resolve(root, folder);
  return runScript('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn', ...args], { cwd });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
    .then(() => ensureBuilt())
    .catch(failPlainly);
}
