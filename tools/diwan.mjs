// `npm run diwan -- <command>`: the command line of the application, built when stale. Only its own words go to stdout.
import './check-node.mjs';
import { ensureBuilt } from './build.mjs';
import { enter } from './enter.mjs';
import { ensureInstalled } from './install.mjs';
import { failPlainly } from './run-command.mjs';

try {
  await ensureInstalled();
  await ensureBuilt({ only: ['server'] });
  await enter('apps/api/dist/cli.js');
} catch (error) {
  failPlainly(error);
}
