import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveKey, type SecretKeys } from '../secrets/secret-key.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A visitor's token is their id with a code that only we can make. It holds before anything of the visitor is stored, so that
 * a first message which comes again over a new connection is known to be the same visitor's.
 */
@Injectable()
export class VisitorTokens {
  /** The current key, and the one before it. */
  private readonly keys: readonly Buffer[];

  constructor(@Inject(SECRET_KEYS) { current, previous }: SecretKeys) {
    this.keys = [current, ...(previous ? [previous] : [])].map((key) => deriveKey(key, 'chat visitors'));
  }

  create(inboxId: string): { visitorId: string; token: string } {
    const visitorId = randomUUID();
    return { visitorId, token: this.tokenOf(visitorId, inboxId) };
  }

  /** Under the current key. */
  tokenOf(visitorId: string, inboxId: string): string {
    const [key] = this.keys;
    if (!key) throw new Error('there is no key');
    return `${visitorId}.${codeOf(key, visitorId, inboxId)}`;
  }

  /** The visitor that the token proves, of this widget; null: forged, of another one, or of a key that is gone. */
  visitorOf(token: string, inboxId: string): string | null {
    const [visitorId = '', code = ''] = token.split('.');
    if (!uuid.test(visitorId)) return null;
    const given = Buffer.from(code);
    const isOurs = this.keys.some((key) => {
      const expected = Buffer.from(codeOf(key, visitorId, inboxId));
      return expected.length === given.length && timingSafeEqual(expected, given);
    });
    return isOurs ? visitorId : null;
  }
}

function codeOf(key: Buffer, visitorId: string, inboxId: string): string {
  return createHmac('sha256', key).update(`${visitorId} ${inboxId}`).digest('base64url');
}
