import type { Inbox } from '@diwan/contracts';
import type { ListedInbox, StoredInbox } from './inbox.schema.js';

function healthOf({ enabled, settings, health }: StoredInbox): Inbox['health'] {
  // What comes by the local SMTP listener has no connection that could fail.
  const state = health.state ?? (settings.imap ? 'unknown' : 'ok');
  return {
    state: enabled ? state : 'disabled',
    lastSuccessAt: health.lastSuccessAt ?? null,
    backlog: health.backlog ?? 0,
    error: health.error ?? null,
  };
}

function sendingOf({ sending, queued }: ListedInbox): Inbox['sending'] {
  const instant = (value: string | null | undefined): string | null => (value ? new Date(value).toISOString() : null);
  const [lastSuccessAt, since] = [instant(sending?.lastSuccessAt), instant(sending?.failingSince)];
  return {
    state: since ? 'failing' : lastSuccessAt ? 'ok' : 'unknown',
    lastSuccessAt,
    backlog: queued,
    error: since ? { code: sending?.code ?? '', detail: sending?.detail ?? '', since } : null,
  };
}

function presentServer<T extends { hasSecret?: boolean }>(server: T | null) {
  return server && { ...server, hasSecret: server.hasSecret ?? false };
}

export function presentInbox(inbox: ListedInbox): Inbox {
  const { id, channel, name, address, senderName, queueId, language, acceptsSmtp, settings, enabled, version } = inbox;
  const { businessHours, answersOutOfHours } = inbox;
  return {
    id,
    channel,
    name,
    address,
    senderName,
    queueId,
    language,
    acceptsSmtp,
    imap: presentServer(settings.imap),
    smtp: presentServer(settings.smtp),
    grant: settings.grant ?? null,
    authservId: settings.authservId,
    enabled,
    businessHours,
    answersOutOfHours,
    health: healthOf(inbox),
    sending: sendingOf(inbox),
    version,
  };
}
