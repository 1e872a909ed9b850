import { Inject, Injectable } from '@nestjs/common';
import type { MailboxSettings } from '@diwan/channels';
import { SECRET_KEYS } from '../secrets/secrets.module.js';
import type { SecretKeys } from '../secrets/secret-key.js';
import { InboxTokens } from './grants/inbox-tokens.js';
import type { StoredInbox } from './inbox.schema.js';
import { joinSecrets, openSecrets } from './server-settings.js';

/** How the servers of an inbox are reached, with everything that it takes to sign in there. */
@Injectable()
export class InboxAccess {
  constructor(
    private readonly tokens: InboxTokens,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  /** @throws SecretBoxError */
  settingsOf(inbox: StoredInbox): MailboxSettings {
    return joinSecrets(inbox.settings, openSecrets(inbox, this.keys), this.tokens.of(inbox.id));
  }
}
