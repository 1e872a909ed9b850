// What a stranger's page pays for the chat, as it travels (gzip). The limits are promises: make the widget smaller instead.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuilt } from './build.mjs';
import { root } from './run-command.mjs';

const dist = resolve(root, 'apps/chat-widget/dist');
const kB = 1000;
const languages = ['en', 'ar', 'fa'];
const zipped = (path) => gzipSync(readFileSync(resolve(dist, path)), { level: 9 }).length;

describe('the chat widget', () => {
  beforeAll(() => ensureBuilt({ only: ['widget'] }));

  it('is embedded by at most 3 kB', () => {
    expect(zipped('loader.js')).toBeLessThanOrEqual(3 * kB);
  });

  it.each(languages)('is opened in %s by at most 25 kB more', (language) => {
    const isOther = (file) => languages.some((name) => name !== language && basename(file).startsWith(`${name}-`));
    const files = readdirSync(resolve(dist, 'app'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !isOther(entry.name))
      .map((entry) => resolve(entry.parentPath, entry.name));
    // The page, its styles, its script, and one catalogue.
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(files.reduce((sum, file) => sum + zipped(file), 0)).toBeLessThanOrEqual(25 * kB);
  });

  it.each(languages)('has a catalogue of at most 3 kB for %s', (language) => {
    const [file] = readdirSync(resolve(dist, 'app/assets')).filter((name) => name.startsWith(`${language}-`));
    expect(zipped(`app/assets/${file}`)).toBeLessThanOrEqual(3 * kB);
  });

  it('brings no zod along', () => {
    const files = readdirSync(resolve(dist, 'app/assets')).filter((name) => name.endsWith('.js'));
    for (const file of files)
      expect(readFileSync(resolve(dist, 'app/assets', file), 'utf8')).not.toMatch(/_zod|ZodError/);
  });
});
