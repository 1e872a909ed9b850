import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SECRET_KEYS } from '../secrets/secrets.module.js';
import { deriveKey, type SecretKeys } from '../secrets/secret-key.js';

const hourMs = 3_600_000;

/**
 * Links to files that work for whoever holds them, for one to two hours. The time is rounded so that the same file keeps
 * its address for a while and the browser's cache is of use.
 */
@Injectable()
export class FileLinks {
  private readonly key: Buffer;

  constructor(@Inject(SECRET_KEYS) keys: SecretKeys) {
    this.key = deriveKey(keys.current, 'file links');
  }

  link(attachmentId: string, now = new Date()): string {
    const expires = (Math.floor(now.getTime() / hourMs) + 2) * hourMs;
    return `/files/${attachmentId}?expires=${expires}&signature=${this.sign(attachmentId, expires)}`;
  }

  isValid(
    attachmentId: string,
    { expires, signature }: { expires: string; signature: string },
    now = new Date(),
  ): boolean {
    const until = Number(expires);
    if (!Number.isSafeInteger(until) || until < now.getTime()) return false;
    const expected = Buffer.from(this.sign(attachmentId, until));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  private sign(attachmentId: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${attachmentId} ${expires}`).digest('base64url');
  }
}
