// `npm run diwan -- <command>`: the command line of the application, built when stale. Only its own words go to stdout.
import './check-node.mjs';
import { ensureBuilt } from './build.mjs';
import { enter } from './enter.mjs';
import { ensureInstalled } from './install.mjs';
import { failPlainly } from './run-command.mjs';

try {
  await ensureInstalled();
  await ensureBuilt({ only: ['server'] });
} catch (error) {
  failPlainly(error);
}
// Outside: what the application throws is its own to explain, with its stack.
if (!process.exitCode) await enter('apps/api/dist/bundle/cli.js');
