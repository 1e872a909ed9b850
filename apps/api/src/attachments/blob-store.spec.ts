import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobStore } from './blob-store.js';
import { FileLinks } from './file-links.js';

describe('BlobStore', () => {
  let folder: string;
  let blobs: BlobStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diwan-blobs-'));
    blobs = new BlobStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['nothing', ''],
    ['bytes', '\0\xff\r\n'],
  ])('gives back %s under the hash of it', async (_name, text) => {
    const bytes = Buffer.from(text, 'latin1');
    const hash = await blobs.put(bytes);
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(blobs.has(hash)).toBe(true);
    expect(await blobs.read(hash)).toEqual(bytes);
    expect(Buffer.concat(await blobs.stream(hash).toArray())).toEqual(bytes);
  });

  it('keeps one file of what is put many times at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => blobs.put(Buffer.from('same'))));
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files).toHaveLength(1);
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(64), 'a'.repeat(63)])('reaches no other file by %p', (name) => {
    expect(() => blobs.has(name)).toThrow(RangeError);
    expect(() => blobs.stream(name)).toThrow(RangeError);
  });
});

describe('FileLinks', () => {
  const links = new FileLinks({ current: { id: 'k1', bytes: Buffer.alloc(32, 1) }, previous: null });
  const now = new Date('2026-11-22T10:30:00Z');
  const proofIn = (link: string) => {
    const { searchParams } = new URL(link, 'http://x');
    return { expires: searchParams.get('expires') ?? '', signature: searchParams.get('signature') ?? '' };
  };
  const proof = proofIn(links.link('file-1', now));

  it.each([
    ['at once', 'file-1', proof, now, true],
    ['an hour later', 'file-1', proof, new Date('2026-11-22T11:59:59Z'), true],
    ['two hours later', 'file-1', proof, new Date('2026-11-22T12:00:01Z'), false],
    ['for another file', 'file-2', proof, now, false],
    ['with a later end', 'file-1', { ...proof, expires: String(Number(proof.expires) + 1) }, now, false],
    ['with an end that is no number', 'file-1', { ...proof, expires: 'never' }, now, false],
    ['without a signature', 'file-1', { ...proof, signature: '' }, now, false],
    [
      'with a signature of other letters',
      'file-1',
      { ...proof, signature: 'é'.repeat(proof.signature.length) },
      now,
      false,
    ],
  ])('work %s: %#', (_name, file, given, at, valid) => expect(links.isValid(file, given, at)).toBe(valid));

  it('stay the same within the hour', () => {
    expect(links.link('file-1', new Date('2026-11-22T10:59:59Z'))).toBe(links.link('file-1', now));
  });
});
