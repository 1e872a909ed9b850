// `npm start`: installs and builds what is missing or stale, then becomes the application.
import './check-node.mjs';
import { ensureBuilt } from './build.mjs';
import { enter } from './enter.mjs';
import { ensureInstalled } from './install.mjs';
import { failPlainly } from './run-command.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  failPlainly(error);
}
// Outside: what the application throws is its own to explain, with its stack.
if (!process.exitCode) await enter('apps/api/dist/bundle/launch.js');
