import type { IdentityMethod } from '@diwan/contracts';
import { createHash } from 'node:crypto';
import { errors, importSPKI, jwtVerify, type CryptoKey } from 'jose';

/** Who the page that holds the widget says is signed in to it, proven by its server. */
export type Identity = { subject: string; name: string | null; email: string | null; expiresAt: Date };

export type IdentityKey = { method: Exclude<IdentityMethod, 'none'>; key: string };

/** A token lives at most so long: one that leaked is of no use the day after. */
const longestLifeSeconds = 24 * 60 * 60;
/** Of clocks that disagree. */
const toleranceSeconds = 30;

export class IdentityError extends Error {
  constructor(
    readonly code: 'chat.identity_expired' | 'chat.identity_invalid',
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/**
 * Checks a signed JWT (RFC 7519): algorithm of the widget and no other, `sub` and `exp` required, at most 24 hours ahead.
 * @throws IdentityError
 */
export async function verifyIdentity(token: string, { method, key }: IdentityKey, now = new Date()): Promise<Identity> {
  try {
    const { payload } = await jwtVerify(token, await keyOf(method, key), {
      algorithms: [method],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: toleranceSeconds,
      currentDate: now,
    });
    const { sub = '', exp = 0 } = payload;
    const isTooLong = exp - now.getTime() / 1000 > longestLifeSeconds + toleranceSeconds;
    if (sub.trim() === '' || sub.length > 200 || isTooLong) throw new IdentityError('chat.identity_invalid');
    return {
      subject: sub,
      name: textOf(payload['name'], 120),
      email: emailOf(payload['email']),
      expiresAt: new Date(exp * 1000),
    };
  } catch (error) {
    if (error instanceof IdentityError) throw error;
    const isExpired = error instanceof errors.JWTExpired;
    throw new IdentityError(isExpired ? 'chat.identity_expired' : 'chat.identity_invalid', { cause: error });
  }
}

/** Whether a widget may keep this as its key: HS256 needs 32 bytes (RFC 7518 section 3.2), EdDSA a public key in PEM. */
export async function isIdentityKey({ method, key }: IdentityKey): Promise<boolean> {
  try {
    await keyOf(method, key);
    return true;
  } catch {
    return false;
  }
}

/**
 * The visitor that a subject is, the same on every device and before anything of them is stored: a UUID of version 8
 * (RFC 9562 section 5.8), which no visitor without a proof has.
 */
export function visitorOfSubject(inboxId: string, subject: string): string {
  const hex = createHash('sha256').update(`${inboxId} ${subject}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const isProvenVisitor = (visitorId: string): boolean => visitorId[14] === '8';

async function keyOf(method: IdentityKey['method'], key: string): Promise<Uint8Array | CryptoKey> {
  if (method === 'EdDSA') return importSPKI(key.trim(), method);
  const bytes = new TextEncoder().encode(key);
  if (bytes.length < 32) throw new Error('too short');
  return bytes;
}

function textOf(claim: unknown, most: number): string | null {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.trim().slice(0, most) : null;
}

function emailOf(claim: unknown): string | null {
  const email = textOf(claim, 254)?.toLowerCase() ?? null;
  return email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}
