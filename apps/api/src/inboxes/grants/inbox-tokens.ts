import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  backOffMs,
  ChannelError,
  channelErrorCodes,
  refreshAccess,
  type AccessTokens,
  type ChannelErrorCode,
} from '@diwan/channels';
import { Database } from '../../database/database.js';
import { SECRET_KEYS } from '../../secrets/secrets.module.js';
import type { SecretKeys } from '../../secrets/secret-key.js';
import { openAccess, openGrant, sealAccess, sealGrant } from './grant-box.js';
import { keepAccess, leaseGrant, loadGrant, noteGrantFailure, type StoredGrant } from './grant.query.js';

/** How often one who waits looks whether the other has renewed. */
const lookAgainMs = 100;

/**
 * Access tokens of inboxes with an OAuth grant. They are kept in the database until shortly before they end, so that all
 * workers share them, and of all who need a new one a single one fetches it.
 */
@Injectable()
export class InboxTokens {
  constructor(
    private readonly database: Database,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  of(inboxId: string): AccessTokens {
    return (refused) => this.find(inboxId, refused);
  }

  private async find(inboxId: string, refused: string | undefined): Promise<string> {
    for (;;) {
      const grant = await loadGrant(this.database, inboxId);
      if (!grant) {
        const message = 'There is no OAuth grant: give the inbox a refresh token';
        throw new ChannelError('channel.token_grant', { retryable: true, message });
      }
      const known = grant.access && grant.isFresh ? openAccess(this.keys, inboxId, grant.access) : null;
      if (known !== null && known !== refused) return known;
      if (grant.error && grant.waits) throw failureOf(grant.error);
      const found = await this.renew(inboxId, grant);
      if (found !== null) return found;
      await pause(lookAgainMs);
    }
  }

  /** @returns null when another worker is at it, or has been. */
  private async renew(inboxId: string, grant: StoredGrant): Promise<string | null> {
    const { keys, database } = this;
    const lease = { inboxId, leaseToken: randomUUID() };
    const { tokenEndpoint, clientId, scope } = grant;
    const secrets = openGrant(keys, inboxId, grant.secrets);
    if (!(await leaseGrant(database, lease, grant.renewals))) return null;
    try {
      const issued = await refreshAccess({ tokenEndpoint, clientId, scope, ...secrets });
      const refreshToken = issued.refreshToken ?? secrets.refreshToken;
      const kept = await keepAccess(database, lease, {
        secrets: sealGrant(keys, inboxId, { ...secrets, refreshToken }),
        access: sealAccess(keys, inboxId, issued.accessToken),
        expiresInSeconds: issued.expiresInSeconds,
      });
      return kept ? issued.accessToken : null;
    } catch (error) {
      if (error instanceof ChannelError) {
        const retryAfterMs = backOffMs(grant.failures, Math.random());
        await noteGrantFailure(database, lease, { code: error.code, detail: error.message, retryAfterMs });
      }
      throw error;
    }
  }
}

/** The endpoint is asked only when the pause is over; meanwhile everybody is told what it said. */
function failureOf({ code, detail }: { code: string; detail: string }): ChannelError {
  const known = channelErrorCodes.find((each): each is ChannelErrorCode => each === code);
  return new ChannelError(known ?? 'channel.token_endpoint', { retryable: true, message: detail });
}
