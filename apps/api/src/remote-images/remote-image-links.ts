import { Inject, Injectable } from '@nestjs/common';
import { ExpiringSignature, type ExpiringProof } from '../secrets/expiring-signature.js';
import { deriveKey, type SecretKeys } from '../secrets/secret-key.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';

type RemoteImageLink = { address: string; agent: string };

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

  /** For one agent: how many are fetched at once is counted for each. */
  link(address: string, agent: string): string {
    const proof = this.signature.sign(signed({ address, agent }));
    return `/files/remote-images?${new URLSearchParams({ address, agent, ...proof }).toString()}`;
  }

  isValid(image: RemoteImageLink, proof: ExpiringProof): boolean {
    return this.signature.isValid(signed(image), proof);
  }
}

function signed({ address, agent }: RemoteImageLink): string {
  return `${agent} ${address}`;
}
