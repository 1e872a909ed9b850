// `npm test`: everything, from the format to the browser. All phases run, whichever fails, and the last line is the sum.
import './check-node.mjs';
import { ensureInstalled } from './install.mjs';
import { failPlainly } from './run-command.mjs';
import { endAll, runPhase } from './testing/run-phase.mjs';
import { stopTestServers } from './testing/stop-test-servers.mjs';
import { howToInstall, prepareMachine } from './testing/test-machine.mjs';
import { listPhases } from './testing/test-phases.mjs';

const inCi = process.env.CI === 'true';

async function testAll() {
  await ensureInstalled();
  const missing = await prepareMachine();
  if (missing.length > 0) console.error(howToInstall(missing));

  const results = [];
  const skipped = [];
  for (const phase of chosen(listPhases({ missing, inCi }))) {
    if (phase.needs.length > 0 && !inCi) skipped.push(`${phase.title} (needs ${phase.needs.join(' and ')})`);
    else results.push(await runPhase(phase));
  }
  stopTestServers();
  report(results, skipped, missing);
}

/** `npm test -- lint unit` runs the phases whose titles start so. */
function chosen(phases) {
  const words = process.argv.slice(2).map((word) => word.toLowerCase());
  if (words.length === 0 || inCi) return phases;
  return phases.filter((phase) => words.some((word) => phase.title.toLowerCase().startsWith(word)));
}

function report(results, skipped, missing) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log('\n=== Summary ===');
  results.forEach(printPhase);
  let failed = sum('failed');
  if (inCi && sum('skipped') > 0) {
    console.log(`${sum('skipped')} tests were skipped, and CI may skip none.`);
    failed += sum('skipped');
  }
  if (inCi && missing.length > 0) failed += missing.length;
  const others = sum('skipped') > 0 ? [...skipped, `${sum('skipped')} single tests`] : skipped;
  if (!inCi && others.length > 0) console.log(`Skipped: ${others.join('; ')}`);
  console.log(`${sum('passed')} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function printPhase({ title, ok, seconds, failures }) {
  console.log(`${ok ? 'passed' : 'FAILED'}  ${title} (${seconds.toFixed(1)} s)`);
  for (const name of failures) console.log(`        ${name}`);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    endAll();
    // A server is left alone while somebody uses it: those who were just ended must be gone first.
    setTimeout(() => {
      stopTestServers();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    }, 500);
  });
}

await testAll().catch(failPlainly);
