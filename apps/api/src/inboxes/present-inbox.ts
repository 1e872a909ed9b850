import type { Inbox } from '@diwan/contracts';
import type { StoredInbox } from './inbox.schema.js';

export function presentInbox(inbox: StoredInbox): Inbox {
  const { settings, health } = inbox;
  const hasSecret = inbox.secrets !== null;
  const receives = settings.imap !== null || inbox.acceptsSmtp;
  const state = !inbox.enabled
    ? 'disabled'
    : (health.state ?? (settings.imap ? 'unknown' : receives ? 'ok' : 'unknown'));
  return {
    id: inbox.id,
    channel: inbox.channel,
    name: inbox.name,
    address: inbox.address,
    senderName: inbox.senderName,
    queueId: inbox.queueId,
    language: inbox.language,
    acceptsSmtp: inbox.acceptsSmtp,
    imap: settings.imap ? { ...settings.imap, hasSecret: hasSecret && settings.imap.auth !== 'none' } : null,
    smtp: settings.smtp ? { ...settings.smtp, hasSecret: hasSecret && settings.smtp.auth !== 'none' } : null,
    authservId: settings.authservId,
    enabled: inbox.enabled,
    health: {
      state,
      lastSuccessAt: health.lastSuccessAt ?? null,
      backlog: health.backlog ?? 0,
      error: health.error ?? null,
    },
    version: inbox.version,
  };
}
