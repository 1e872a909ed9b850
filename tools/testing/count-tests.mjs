// Reads the closing lines of jest ("Tests: 1 failed, 2 skipped, 40 passed, 43 total") out of whatever else is printed.
const colours = /\u001b\[[0-9;]*m/g;
const closing = /(?:^|\s)Tests:\s+((?:\d+ \w+, )*\d+ total)/;

/** A sum that grows as output comes in by pieces that end anywhere. */
export function createTestCounter() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  let rest = '';
  return {
    sum,
    add(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) addLine(sum, line);
    },
    end() {
      addLine(sum, rest);
      rest = '';
    },
  };
}

function addLine(sum, line) {
  const counts = closing.exec(line.replace(colours, ''))?.[1];
  if (counts === undefined) return;
  for (const [, number, word] of counts.matchAll(/(\d+) (\w+)/g)) {
    const kind = word === 'todo' ? 'skipped' : word;
    if (kind in sum) sum[kind] += Number(number);
  }
}
