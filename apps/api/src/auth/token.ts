import { createHash, randomBytes } from 'node:crypto';

/** A secret to hand out (256 bits, base64url) and the hash that alone is stored. */
export function createToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
