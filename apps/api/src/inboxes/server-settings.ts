import type { MailboxSettings, ServerSettings } from '@diwan/channels';
import type { SecretKeys } from '../secrets/secret-key.js';
import { open } from '../secrets/secret-box.js';
import type { InboxSettings, StoredInbox } from './inbox.schema.js';

/** What is sealed in an inbox's row. */
export type InboxSecrets = { imap: string | null; smtp: string | null };

export function openSecrets(inbox: Pick<StoredInbox, 'id' | 'secrets'>, keys: SecretKeys): InboxSecrets {
  return inbox.secrets ? open<InboxSecrets>(keys, inbox.id, inbox.secrets) : { imap: null, smtp: null };
}

type Stored = NonNullable<InboxSettings['smtp']>;

function toServer({ host, port, security, user, auth }: Stored, secret: string | null): ServerSettings {
  const access: ServerSettings['auth'] =
    auth === 'none'
      ? { method: 'none' }
      : auth === 'password'
        ? { method: 'password', password: secret ?? '' }
        : { method: 'xoauth2', accessToken: secret ?? '' };
  return { host, port, security, user, auth: access };
}

/** Settings with their secrets in clear; for adapters, in memory only. */
export function joinSecrets(settings: Pick<InboxSettings, 'imap' | 'smtp'>, secrets: InboxSecrets): MailboxSettings {
  return {
    imap: settings.imap ? { ...toServer(settings.imap, secrets.imap), folder: settings.imap.folder } : null,
    smtp: settings.smtp ? toServer(settings.smtp, secrets.smtp) : null,
  };
}

export function serverSettings(inbox: StoredInbox, keys: SecretKeys): MailboxSettings {
  return joinSecrets(inbox.settings, openSecrets(inbox, keys));
}
