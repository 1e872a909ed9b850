import type { AccessTokens, MailboxSettings, ServerSettings } from '@diwan/channels';
import type { SecretKeys } from '../secrets/secret-key.js';
import { open } from '../secrets/secret-box.js';
import type { InboxSettings, StoredInbox } from './inbox.schema.js';

/** What is sealed in an inbox's row. */
export type InboxSecrets = { imap: string | null; smtp: string | null };

export function openSecrets(inbox: Pick<StoredInbox, 'id' | 'secrets'>, keys: SecretKeys): InboxSecrets {
  return inbox.secrets ? open<InboxSecrets>(keys, inbox.id, inbox.secrets) : { imap: null, smtp: null };
}

type Stored = NonNullable<InboxSettings['smtp']>;

type Access = { secret: string | null; accessToken: AccessTokens };

function toServer({ host, port, security, user, auth }: Stored, { secret, accessToken }: Access): ServerSettings {
  const access: ServerSettings['auth'] =
    auth === 'none'
      ? { method: 'none' }
      : auth === 'password'
        ? { method: 'password', password: secret ?? '' }
        : { method: 'xoauth2', accessToken };
  return { host, port, security, user, auth: access };
}

/** Settings with their secrets in clear; for adapters, in memory only. */
export function joinSecrets(
  { imap, smtp }: Pick<InboxSettings, 'imap' | 'smtp'>,
  secrets: InboxSecrets,
  accessToken: AccessTokens,
): MailboxSettings {
  return {
    imap: imap ? { ...toServer(imap, { secret: secrets.imap, accessToken }), folder: imap.folder } : null,
    smtp: smtp ? toServer(smtp, { secret: secrets.smtp, accessToken }) : null,
  };
}
