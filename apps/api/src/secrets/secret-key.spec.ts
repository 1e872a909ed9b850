import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { deriveKey, loadSecretKeys } from './secret-key.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diwan-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = (name: string, env = {}) => loadSecretKeys(readConfig({ DIWAN_DATA: join(folder, name), ...env }));
const inBase64 = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

describe('loadSecretKeys', () => {
  it('makes a key that only its owner can read, and keeps it', async () => {
    const first = await load('fresh');
    expect(first.current.bytes).toHaveLength(32);
    expect((await stat(join(folder, 'fresh/secret-key'))).mode & 0o777).toBe(0o600);
    expect(await load('fresh')).toEqual(first);
  });

  it('gives all who start together the same key and leaves nothing else behind', async () => {
    const loaded = await Promise.all(Array.from({ length: 20 }, () => load('together')));
    expect(new Set(loaded.map((keys) => keys.current.id)).size).toBe(1);
    expect(await readdir(join(folder, 'together'))).toEqual(['secret-key']);
  });

  it('takes both keys from the environment and then makes none', async () => {
    const keys = await load('none', { DIWAN_SECRET_KEY: inBase64(1), DIWAN_PREVIOUS_SECRET_KEY: inBase64(2) });
    expect([keys.current.bytes[0], keys.previous?.bytes[0]]).toEqual([1, 2]);
    await expect(stat(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });

  it('refuses a damaged key', async () => {
    await load('damaged');
    await writeFile(join(folder, 'damaged/secret-key'), 'c2hvcnQ=');
    await expect(load('damaged')).rejects.toThrow('32 bytes');
  });
});

it('derives another key for every purpose, always the same', () => {
  const key = { id: 'aaaaaa', bytes: Buffer.alloc(32, 1) };
  expect(deriveKey(key, 'a')).toEqual(deriveKey(key, 'a'));
  expect(deriveKey(key, 'a')).not.toEqual(deriveKey(key, 'b'));
});
