// `npm start`: installs and builds what is missing or stale, then becomes the application.
import './check-node.mjs';
import { ensureBuilt } from './build.mjs';
import { enter } from './enter.mjs';
import { ensureInstalled } from './install.mjs';
import { failPlainly } from './run-command.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  await enter('apps/api/dist/launch.js');
} catch (error) {
  failPlainly(error);
}
