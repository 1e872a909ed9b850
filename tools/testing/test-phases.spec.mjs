import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { listPhases } from './test-phases.mjs';

const root = resolve(import.meta.dirname, '../..');
const scripts = (phases) =>
  phases.flatMap(({ commands }) => commands.map((command) => command.find((word) => !word.startsWith('--'))));

describe('listPhases', () => {
  it('names programs that exist', () => {
    for (const script of scripts(listPhases({ missing: [], inCi: true }))) {
      expect([script, existsSync(resolve(root, script))]).toEqual([script, true]);
    }
  });

  it.each([
    [[], []],
    [['Chromium'], ['End to end']],
    [['Dovecot'], ['Integration tests', 'End to end']],
  ])('without %j cannot run %j', (missing, titles) => {
    const stopped = listPhases({ missing, inCi: false }).filter(({ needs }) => needs.length > 0);
    expect(stopped.map(({ title }) => title)).toEqual(titles);
  });

  it('lets Nx repeat nothing from its cache in CI', () => {
    const words = listPhases({ missing: [], inCi: true }).flatMap(({ commands }) => commands.flat());
    expect(words.filter((word) => word === '--skip-nx-cache')).toHaveLength(3);
  });
});
