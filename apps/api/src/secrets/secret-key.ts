import { createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.js';

/** One key of the installation. What it is used for gets a key of its own derived from it (RFC 5869). */
export type SecretKey = { id: string; bytes: Buffer };
export type SecretKeys = { current: SecretKey; previous: SecretKey | null };

function fromBase64(text: string): SecretKey {
  const bytes = Buffer.from(text, 'base64');
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 6), bytes };
}

/** A key for one purpose; the same key is never used for two. */
export function deriveKey(key: SecretKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, '', `diwan ${purpose}`, 32));
}

async function keyInDataFolder(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'secret-key');
  if (!existsSync(file)) {
    await mkdir(dataFolder, { recursive: true });
    // Written aside and linked whole: of two processes that start together one wins and both read the same.
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
    await link(draft, file).catch((error: unknown) => {
      if (!existsSync(file)) throw error;
    });
    await unlink(draft);
  }
  return (await readFile(file, 'utf8')).trim();
}

/** The keys from the environment, or the one in the data folder, made there on the first start. */
export async function loadSecretKeys(config: Config): Promise<SecretKeys> {
  const current = fromBase64(config.secretKey ?? (await keyInDataFolder(config.dataFolder)));
  if (current.bytes.length !== 32) throw new Error('The secret key is damaged: it must be 32 bytes in base64.');
  return { current, previous: config.previousSecretKey ? fromBase64(config.previousSecretKey) : null };
}
