import { createHmac, timingSafeEqual } from 'node:crypto';

export type ExpiringProof = { expires: string; signature: string };

const hourMs = 3_600_000;

/**
 * Signatures for links that work for whoever holds them, for one to two hours. The time is rounded so that the same link
 * keeps its address for a while and the browser's cache is of use.
 */
export class ExpiringSignature {
  /** @param key of this purpose alone. */
  constructor(private readonly key: Buffer) {}

  sign(what: string, now = new Date()): ExpiringProof {
    const expires = (Math.floor(now.getTime() / hourMs) + 2) * hourMs;
    return { expires: String(expires), signature: this.signatureOf(what, expires) };
  }

  isValid(what: string, { expires, signature }: ExpiringProof, now = new Date()): boolean {
    const until = Number(expires);
    if (!Number.isSafeInteger(until) || until < now.getTime()) return false;
    const expected = Buffer.from(this.signatureOf(what, until));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  private signatureOf(what: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${what} ${expires}`).digest('base64url');
  }
}
