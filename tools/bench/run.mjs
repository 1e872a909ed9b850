// `npm run bench -- <name>`: measures the built product and prints one line of JSON last. Not part of the tests.
import '../check-node.mjs';
import { ensureBuilt } from '../build.mjs';
import { ensureInstalled } from '../install.mjs';
import { failPlainly } from '../run-command.mjs';

const benches = {
  intake: () => import('./intake.mjs'),
  hostile: () => import('./hostile.mjs'),
  start: () => import('./start.mjs'),
  day: () => import('./day.mjs'),
  routing: () => import('./routing.mjs'),
  move: () => import('./move.mjs'),
  sla: () => import('./sla.mjs'),
  chat: () => import('./chat/chat.mjs'),
  reconnect: () => import('./chat/reconnect.mjs'),
};

async function main() {
  const [name = ''] = process.argv.slice(2);
  const load = benches[name];
  if (!load) throw new Error(`Which one? npm run bench -- ${Object.keys(benches).join(' | ')}`);
  await ensureInstalled();
  await ensureBuilt();
  const { run } = await load();
  const result = await run();
  console.log(JSON.stringify({ bench: name, ...result }));
}

await main().catch(failPlainly);
