import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { holdGrant, type AccessTokens, type OAuthGrant } from '@diwan/channels';
import type { saveInbox } from '@diwan/contracts';
import type { z } from 'zod';
import { ConfigModule } from '../../config.module.js';
import type { Config } from '../../config.js';
import { Database, type Queryable, type Tx } from '../../database/database.js';
import { InvalidRequest } from '../../http/contract.pipe.js';
import { SecretBoxError } from '../../secrets/secret-box.js';
import { SECRET_KEYS } from '../../secrets/secrets.module.js';
import type { SecretKeys } from '../../secrets/secret-key.js';
import type { StoredInbox } from '../inbox.schema.js';
import { openFromForm, openGrant, sealForForm, sealGrant, type GrantSecrets } from './grant-box.js';
import { loadGrant, removeGrant, retryGrantNow, saveGrant } from './grant.query.js';
import { InboxTokens } from './inbox-tokens.js';

type Given = Pick<z.output<typeof saveInbox>, 'imap' | 'smtp' | 'grant'>;
type GivenGrant = NonNullable<Given['grant']>;

/** `isNew`: something was typed; otherwise it is the stored one, which only its tokens may use up. */
export type ChosenGrant = { grant: OAuthGrant; isNew: boolean };

/** For one test of settings. */
export type TestedTokens = { accessToken: AccessTokens; sealedRefreshToken: () => Promise<string | null> };

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])$/;

@Injectable()
export class GrantsService {
  constructor(
    private readonly database: Database,
    private readonly tokens: InboxTokens,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  /** The grant that these settings mean, with what is stored for what was not typed. @throws InvalidRequest */
  async choose(database: Queryable, input: Given, before: StoredInbox | null): Promise<ChosenGrant | null> {
    if (input.imap?.auth !== 'xoauth2' && input.smtp?.auth !== 'xoauth2') return null;
    const { grant } = input;
    if (!grant) throw missing('grant');
    this.assertSafe(grant.tokenEndpoint);
    const stored = before && isSame(grant, before) ? await this.storedSecrets(database, before.id) : null;
    const refreshToken = this.typedRefreshToken(grant) ?? stored?.refreshToken;
    if (!refreshToken) throw missing('grant.refreshToken');
    const secrets = { refreshToken, clientSecret: clientSecretOf(grant, stored) };
    const { tokenEndpoint, clientId, scope } = grant;
    return { grant: { tokenEndpoint, clientId, scope, ...secrets }, isNew: !isEqual(secrets, stored) };
  }

  async save(tx: Tx, inboxId: string, chosen: ChosenGrant | null): Promise<void> {
    if (!chosen) return removeGrant(tx, inboxId);
    if (!chosen.isNew) return retryGrantNow(tx, inboxId);
    const { clientSecret, refreshToken } = chosen.grant;
    await saveGrant(tx, inboxId, sealGrant(this.keys, inboxId, { clientSecret, refreshToken }));
  }

  /** Asks the token endpoint in any case: that is what is tested. */
  async forTest(chosen: ChosenGrant | null, before: StoredInbox | null): Promise<TestedTokens> {
    if (!chosen?.isNew) {
      const inboxId = before?.id ?? randomUUID();
      await retryGrantNow(this.database, inboxId);
      return { accessToken: this.tokens.of(inboxId), sealedRefreshToken: () => Promise.resolve(null) };
    }
    const held = holdGrant(chosen.grant);
    return {
      accessToken: held.accessToken,
      sealedRefreshToken: async () => {
        const rotated = await held.rotatedRefreshToken();
        return rotated && sealForForm(this.keys, chosen.grant, rotated);
      },
    };
  }

  /** Secrets are not sent in clear over a network. */
  private assertSafe(tokenEndpoint: string): void {
    const { protocol, hostname } = new URL(tokenEndpoint);
    if (protocol === 'https:' || (this.config.unsafeTokenEndpoint && loopback.test(hostname))) return;
    throw new InvalidRequest([{ path: 'grant.tokenEndpoint', code: 'https_required' }]);
  }

  private typedRefreshToken(grant: GivenGrant): string | null {
    if (!grant.refreshToken) return null;
    try {
      return openFromForm(this.keys, grant, grant.refreshToken.trim());
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      // Endpoint or client were changed after the test that sealed it.
      throw missing('grant.refreshToken');
    }
  }

  /** What no key opens any more is gone: it has to be typed again, and that must be possible. */
  private async storedSecrets(database: Queryable, inboxId: string): Promise<GrantSecrets | null> {
    const row = await loadGrant(database, inboxId);
    try {
      return row && openGrant(this.keys, inboxId, row.secrets);
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      return null;
    }
  }
}

const missing = (path: string): InvalidRequest => new InvalidRequest([{ path, code: 'required' }]);

/** Stored secrets belong to one client at one place, for what was granted. */
function isSame(grant: GivenGrant, { settings }: StoredInbox): boolean {
  const places = ['tokenEndpoint', 'clientId', 'scope'] as const;
  return places.every((place) => settings.grant?.[place] === grant[place]);
}

/** Left out, the one there is stays; empty, there is none. */
function clientSecretOf({ clientSecret }: GivenGrant, stored: GrantSecrets | null): string | null {
  if (clientSecret === undefined) return stored?.clientSecret ?? null;
  return clientSecret === '' ? null : clientSecret;
}

function isEqual(one: GrantSecrets, other: GrantSecrets | null): boolean {
  return one.refreshToken === other?.refreshToken && one.clientSecret === other.clientSecret;
}
