import { Inject, Injectable } from '@nestjs/common';
import { ExpiringSignature, type ExpiringProof } from '../secrets/expiring-signature.js';
import { deriveKey, type SecretKeys } from '../secrets/secret-key.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';

/** Links to files for frames that have no cookies: a message is shown in one of an opaque origin. */
@Injectable()
export class FileLinks {
  private readonly signature: ExpiringSignature;

  constructor(@Inject(SECRET_KEYS) keys: SecretKeys) {
    this.signature = new ExpiringSignature(deriveKey(keys.current, 'file links'));
  }

  link(attachmentId: string, now = new Date()): string {
    return `/files/${attachmentId}?${new URLSearchParams(this.signature.sign(attachmentId, now)).toString()}`;
  }

  isValid(attachmentId: string, proof: ExpiringProof, now = new Date()): boolean {
    return this.signature.isValid(attachmentId, proof, now);
  }
}
