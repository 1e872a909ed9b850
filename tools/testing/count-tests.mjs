// Reads the closing lines of jest ("Tests: 1 failed, 2 skipped, 40 passed, 43 total") out of whatever else is printed,
// and the names of the tests that failed ("  ● inbox › opens").
const colours = /\u001b\[[0-9;]*m/g;
const closing = /(?:^|\s)Tests:\s+((?:\d+ \w+, )*\d+ total)/;
const failure = /^(?:\S+: )?\s*● (.+ › .+|Test suite failed to run)$/;

/** A sum that grows as output comes in by pieces that end anywhere. */
export function createTestCounter() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const failures = new Set();
  const read = (printed) => {
    const line = printed.replace(colours, '').trimEnd();
    addLine(sum, line);
    const name = failure.exec(line)?.[1];
    if (name !== undefined) failures.add(name);
  };
  let rest = '';
  return {
    sum,
    failures,
    add(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(read);
    },
    end() {
      read(rest);
      rest = '';
    },
  };
}

function addLine(sum, line) {
  const counts = closing.exec(line)?.[1];
  if (counts === undefined) return;
  for (const [, number, word] of counts.matchAll(/(\d+) (\w+)/g)) {
    const kind = word === 'todo' ? 'skipped' : word;
    if (kind in sum) sum[kind] += Number(number);
  }
}
