import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryPath, findBinaries, restoreLinks } from './find-binaries.js';

describe('findBinaries', () => {
  it('finds the server that is installed for this platform', () => {
    const binaries = findBinaries();
    expect(binaries.version).toMatch(/^17\./);
    expect(existsSync(binaryPath(binaries, 'postgres'))).toBe(true);
  });
});

describe('restoreLinks', () => {
  let folder: string;
  const library = () => join(folder, 'native', 'lib', 'libz.so.1');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diwan-links-'));
    mkdirSync(join(folder, 'native', 'lib'), { recursive: true });
    writeFileSync(join(folder, 'native', 'lib', 'libz.so.1.3'), 'library');
    const links = [{ source: 'native/lib/libz.so.1.3', target: 'native/lib/libz.so.1' }];
    writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes the links that an install without scripts left out, relative so that the folder can be copied', () => {
    restoreLinks(folder);
    expect(readFileSync(library(), 'utf8')).toBe('library');
    expect(readlinkSync(library())).toBe('libz.so.1.3');
  });

  it('leaves alone what is there', () => {
    writeFileSync(library(), 'real file');
    restoreLinks(folder);
    expect(lstatSync(library()).isSymbolicLink()).toBe(false);
  });

  it('asks nothing of a platform without links', () => {
    rmSync(join(folder, 'native', 'pg-symlinks.json'));
    expect(() => restoreLinks(folder)).not.toThrow();
  });
});
