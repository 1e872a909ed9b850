/** The `<key id>-<mac>` part that ties a reply address or Message-ID to one ticket. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** `id`: 1-8 characters of a-z and 0-9, never used again for another secret. `secret`: at least 16 bytes. */
export type ReplyKey = { id: string; secret: Uint8Array };

export type ReplyKeys = { current: ReplyKey; previous?: ReplyKey };

/** 16 characters of 5 bits: 80 bits, and 64 octets of local part (RFC 5321 4.5.3.1.1) still hold a long inbox name. */
const macLength = 16;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The token's shape, for use inside a larger pattern. */
export const replyTokenPattern = `[a-z0-9]{1,8}-[a-z2-7]{${macLength}}`;

/** `claims` are what the token vouches for; none may contain a NUL, which separates them. */
export function signReplyToken(key: ReplyKey, claims: readonly string[]): string {
  return `${key.id}-${mac(key, claims)}`;
}

/** True when one of the live keys made `token` for exactly these claims. */
export function isReplyToken(keys: ReplyKeys, token: string, claims: readonly string[]): boolean {
  const [keyId = '', given = ''] = token.split('-');
  const key = [keys.current, keys.previous].find((candidate) => candidate?.id === keyId);
  if (key === undefined || given.length !== macLength) return false;
  return timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(mac(key, claims), 'latin1'));
}

export function checkReplyKey(key: ReplyKey): void {
  if (!/^[a-z0-9]{1,8}$/.test(key.id)) throw new RangeError('A reply key id is 1 to 8 characters of a-z and 0-9');
  if (key.secret.byteLength < 16) throw new RangeError('A reply key secret has at least 16 bytes');
}

/** The key id is part of what is signed, so that a mac cannot be carried from one key to another. */
function mac(key: ReplyKey, claims: readonly string[]): string {
  const digest = createHmac('sha256', key.secret)
    .update([key.id, ...claims].join('\0'))
    .digest();
  return base32(digest).slice(0, macLength);
}

/** RFC 4648 section 6 without padding, in lower case: servers change the case of local parts, so one case must do. */
function base32(bytes: Uint8Array): string {
  let out = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(buffer >> bits) & 31];
    }
  }
  return out;
}
