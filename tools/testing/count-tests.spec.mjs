import { describe, expect, it } from '@jest/globals';
import { createTestCounter } from './count-tests.mjs';

const count = (...pieces) => read(pieces).sum;

function read(pieces) {
  const counter = createTestCounter();
  for (const piece of pieces) counter.add(piece);
  counter.end();
  return counter;
}

describe('createTestCounter', () => {
  it.each([
    ['one runner', 'Tests:       12 passed, 12 total\n', { passed: 12, failed: 0, skipped: 0 }],
    ['every word', 'Tests: 1 failed, 2 skipped, 3 todo, 4 passed, 10 total', { passed: 4, failed: 1, skipped: 5 }],
    ['several runners', 'Tests: 1 passed, 1 total\nTests: 2 passed, 2 total\n', { passed: 3, failed: 0, skipped: 0 }],
    [
      'colours',
      '\u001b[1mTests:       \u001b[22m\u001b[1m\u001b[32m5 passed\u001b[39m\u001b[22m, 5 total\n',
      { passed: 5, failed: 0, skipped: 0 },
    ],
    ['the name of a project before it', 'api: Tests:  6 passed, 6 total\n', { passed: 6, failed: 0, skipped: 0 }],
    ['suites not at all', 'Test Suites: 3 failed, 4 passed, 7 total\n', { passed: 0, failed: 0, skipped: 0 }],
  ])('counts %s', (_name, output, expected) => {
    expect(count(output)).toEqual(expected);
  });

  it('counts a line that comes in pieces', () => {
    expect(count('Tes', 'ts: 1 pas', 'sed, 1 total', '\nmore')).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('names what failed, each once, and no console output', () => {
    const output =
      'FAIL a.spec.ts\n  ● Console\n  \u001b[1m● inbox › opens\u001b[22m\n\n  ● inbox › opens\n  ● Test suite failed to run\n';
    expect([...read([output]).failures]).toEqual(['inbox › opens', 'Test suite failed to run']);
  });
});
