import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from './freshness.mjs';

let folder;
const file = (path) => join(folder, path);
const print = () => fingerprint([folder]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diwan-freshness-'));
  for (const name of ['src', 'dist', 'node_modules']) mkdirSync(file(name));
  writeFileSync(file('src/a.ts'), 'a');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('fingerprint', () => {
  it.each([
    ['a source changes its length', () => writeFileSync(file('src/a.ts'), 'ab')],
    ['a source is written again', () => utimesSync(file('src/a.ts'), 1, 1)],
    ['a source is added', () => writeFileSync(file('src/b.ts'), '')],
    ['a source is removed', () => rmSync(file('src/a.ts'))],
  ])('changes when %s', (_name, change) => {
    const before = print();
    change();
    expect(print()).not.toBe(before);
  });

  it.each(['dist/a.js', 'node_modules/a.js', 'tsconfig.tsbuildinfo'])('does not look at %s', (path) => {
    const before = print();
    writeFileSync(file(path), 'built');
    expect(print()).toBe(before);
  });

  it('does without what is not there', () => {
    expect(fingerprint([file('missing')])).toBe(fingerprint([file('missing')]));
  });
});
