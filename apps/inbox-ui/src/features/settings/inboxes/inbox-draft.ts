/** What the inbox form holds while it is typed, and how it becomes a request. */
import type { Inbox, Language, SaveInbox } from '@diwan/contracts';
import { asciiDigits } from '../../../i18n/digits.js';
import { draftOf as hoursDraftOf, requestOf as hoursRequestOf, type HoursDraft } from '../hours/hours-draft.js';

type Security = 'tls' | 'starttls' | 'none';
type Auth = 'password' | 'xoauth2' | 'none';

export type ServerDraft = {
  used: boolean;
  host: string;
  port: string;
  security: Security;
  user: string;
  auth: Auth;
  secret: string;
  hasSecret: boolean;
  folder: string;
};

export type GrantDraft = {
  tokenEndpoint: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  scope: string;
  hasClientSecret: boolean;
  hasRefreshToken: boolean;
};

export type InboxDraft = Omit<SaveInbox, 'imap' | 'smtp' | 'grant' | 'businessHours'> & {
  grant: GrantDraft;
  authservId: string;
  enabled: boolean;
  answersOutOfHours: boolean;
  /** Null: the organisation's. */
  hours: HoursDraft | null;
  imap: ServerDraft;
  smtp: ServerDraft;
};

export const securities = ['tls', 'starttls', 'none'] as const satisfies readonly Security[];
export const auths = ['password', 'xoauth2', 'none'] as const satisfies readonly Auth[];

/** The usual ports (RFC 8314): implicit TLS first. */
export const usualPorts: Record<'imap' | 'smtp', Record<Security, string>> = {
  imap: { tls: '993', starttls: '143', none: '143' },
  smtp: { tls: '465', starttls: '587', none: '25' },
};

const blankServer = {
  used: true,
  host: '',
  security: 'tls',
  user: '',
  auth: 'password',
  secret: '',
  hasSecret: false,
  folder: 'INBOX',
} as const satisfies Omit<ServerDraft, 'port'>;

const blankGrant: GrantDraft = {
  tokenEndpoint: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  scope: '',
  hasClientSecret: false,
  hasRefreshToken: false,
};

function serverDraft(kind: 'imap' | 'smtp', inbox: Inbox | null): ServerDraft {
  const blank = { ...blankServer, port: usualPorts[kind].tls };
  const known = inbox?.[kind];
  if (!known) return { ...blank, used: inbox === null };
  return { ...blank, ...known, port: String(known.port) };
}

export function draftOf(inbox: Inbox | null, fallback: { queueId: string; language: Language }): InboxDraft {
  const rest = {
    imap: serverDraft('imap', inbox),
    smtp: serverDraft('smtp', inbox),
    hours: inbox?.businessHours ? hoursDraftOf(inbox.businessHours) : null,
    answersOutOfHours: inbox?.answersOutOfHours ?? false,
    grant: inbox?.grant ? { ...blankGrant, ...inbox.grant, hasRefreshToken: true } : blankGrant,
  };
  if (!inbox) {
    const blank = { name: '', address: '', senderName: '', acceptsSmtp: false, authservId: '', enabled: true };
    return { ...blank, ...fallback, ...rest };
  }
  const { name, address, senderName, queueId, language, acceptsSmtp, authservId, enabled } = inbox;
  return { name, address, senderName, queueId, language, acceptsSmtp, authservId, enabled, ...rest };
}

function serverOf(draft: ServerDraft, address: string) {
  if (!draft.used || draft.host.trim() === '') return null;
  const { security, auth, secret } = draft;
  return {
    host: draft.host.trim(),
    port: Number(asciiDigits(draft.port)),
    security,
    auth,
    user: auth === 'none' ? '' : draft.user.trim() || address,
    // Left out, the one the server already has stays.
    ...(secret === '' || auth === 'xoauth2' ? {} : { secret }),
  };
}

function grantOf({ tokenEndpoint, clientId, clientSecret, refreshToken, scope }: GrantDraft): SaveInbox['grant'] {
  return {
    tokenEndpoint: tokenEndpoint.trim(),
    clientId: clientId.trim(),
    scope: scope.trim(),
    ...(clientSecret === '' ? {} : { clientSecret }),
    ...(refreshToken === '' ? {} : { refreshToken }),
  };
}

export function requestOf({ hours, ...draft }: InboxDraft): SaveInbox {
  const address = draft.address.trim();
  const imap = serverOf(draft.imap, address);
  const smtp = serverOf(draft.smtp, address);
  const usesGrant = imap?.auth === 'xoauth2' || smtp?.auth === 'xoauth2';
  return {
    ...draft,
    address,
    imap: imap && { ...imap, folder: draft.imap.folder.trim() || 'INBOX' },
    smtp,
    businessHours: hours && hoursRequestOf(hours),
    grant: usesGrant ? grantOf(draft.grant) : null,
  };
}
