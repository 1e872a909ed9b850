import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, type SecretKey, type SecretKeys } from './secret-key.js';

export class SecretBoxError extends Error {}

const purpose = 'inbox secrets';
const keyIdBytes = 6;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM for secrets at rest: key id (6 bytes of text) + nonce (12) + tag (16) + ciphertext. `boundTo` (the row's id)
 * is authenticated with it, so that a secret copied into another row does not open.
 */
export function seal(keys: SecretKeys, boundTo: string, secret: unknown): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(keys.current, purpose), nonce);
  cipher.setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(keys.current.id), nonce, cipher.getAuthTag(), sealed]);
}

/** @throws SecretBoxError when no key of ours opens it or it was not sealed for `boundTo`. */
export function open<T>(keys: SecretKeys, boundTo: string, box: Buffer): T {
  const id = box.subarray(0, keyIdBytes).toString();
  const key = [keys.current, keys.previous].find((each): each is SecretKey => each?.id === id);
  if (!key) throw new SecretBoxError(`Sealed with key ${id}, which is not configured (DIWAN_PREVIOUS_SECRET_KEY).`);
  const nonce = box.subarray(keyIdBytes, keyIdBytes + nonceBytes);
  const tag = box.subarray(keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes);
  try {
    // A damaged box may be too short for a nonce or a tag, and Node believes shorter tags unless told their length.
    const decipher = createDecipheriv('aes-256-gcm', deriveKey(key, purpose), nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(tag);
    const text = Buffer.concat([decipher.update(box.subarray(keyIdBytes + nonceBytes + tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  } catch (cause) {
    throw new SecretBoxError('A stored secret does not open: it was damaged or moved.', { cause });
  }
}
