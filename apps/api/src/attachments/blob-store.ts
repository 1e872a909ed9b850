import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

const hashPattern = /^[0-9a-f]{64}$/;

/**
 * Files under their SHA-256 in the data folder. Written and synced before the transaction that names them, so a row never
 * points at nothing; a file that no row names is only lost space.
 */
export class BlobStore {
  constructor(private readonly folder: string) {}

  /** Returns the hash in hex. The same bytes again cost a look. */
  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = this.path(sha256);
    if (existsSync(file)) return sha256;
    await mkdir(dirname(file), { recursive: true });
    const temporary = `${file}.${randomUUID()}`;
    try {
      await writeFile(temporary, bytes, { mode: 0o600, flush: true });
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(file));
    return sha256;
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.path(sha256));
  }

  stream(sha256: string): Readable {
    return createReadStream(this.path(sha256));
  }

  has(sha256: string): boolean {
    return existsSync(this.path(sha256));
  }

  private path(sha256: string): string {
    if (!hashPattern.test(sha256)) throw new RangeError('not a SHA-256 in hex');
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

/** A rename outlives a power failure only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
