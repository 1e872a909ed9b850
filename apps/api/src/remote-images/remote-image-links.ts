import { Inject, Injectable } from '@nestjs/common';
import { ExpiringSignature, type ExpiringProof } from '../secrets/expiring-signature.js';
import { deriveKey, type SecretKeys } from '../secrets/secret-key.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';

/**
 * Links to images elsewhere, by way of this server. The signature says that the address stands in a message that somebody
 * was allowed to see: no other address is ever fetched.
 */
@Injectable()
export class RemoteImageLinks {
  private readonly signature: ExpiringSignature;

  constructor(@Inject(SECRET_KEYS) keys: SecretKeys) {
    this.signature = new ExpiringSignature(deriveKey(keys.current, 'remote images'));
  }

  link(address: string): string {
    return `/files/remote-images?${new URLSearchParams({ address, ...this.signature.sign(address) }).toString()}`;
  }

  isValid(address: string, proof: ExpiringProof): boolean {
    return this.signature.isValid(address, proof);
  }
}
