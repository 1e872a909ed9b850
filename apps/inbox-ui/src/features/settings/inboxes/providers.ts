/** What is known of the large providers, so that an admin has to find only ids and secrets. */
import type { GrantDraft, InboxDraft, ServerDraft } from './inbox-draft.js';

type KnownServer = Pick<ServerDraft, 'host' | 'port' | 'security'>;
type Known = { imap: KnownServer; smtp: KnownServer; grant: Pick<GrantDraft, 'tokenEndpoint' | 'scope'> };

export const providers = ['other', 'google', 'microsoft'] as const;
export type Provider = (typeof providers)[number];

const known: Record<Exclude<Provider, 'other'>, Known> = {
  google: {
    imap: { host: 'imap.gmail.com', port: '993', security: 'tls' },
    smtp: { host: 'smtp.gmail.com', port: '465', security: 'tls' },
    grant: { tokenEndpoint: 'https://oauth2.googleapis.com/token', scope: 'https://mail.google.com/' },
  },
  microsoft: {
    imap: { host: 'outlook.office365.com', port: '993', security: 'tls' },
    smtp: { host: 'smtp.office365.com', port: '587', security: 'starttls' },
    grant: {
      // "organizations" has to become the tenant's id for an application that only its own tenant may use.
      tokenEndpoint: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token',
      scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
};

/** By where its tokens come from: somebody may have changed the rest. */
export function providerOf({ imap, smtp, grant }: InboxDraft): Provider {
  if (!usesGrant(imap) && !usesGrant(smtp)) return 'other';
  if (!URL.canParse(grant.tokenEndpoint)) return 'other';
  const { host } = new URL(grant.tokenEndpoint);
  return providers.find((id) => id !== 'other' && new URL(known[id].grant.tokenEndpoint).host === host) ?? 'other';
}

export function withProvider({ imap, smtp, grant }: InboxDraft, provider: Provider): Partial<InboxDraft> {
  if (provider === 'other') {
    return { imap: { ...imap, auth: 'password' }, smtp: { ...smtp, auth: 'password' } };
  }
  const { imap: knownImap, smtp: knownSmtp, grant: knownGrant } = known[provider];
  return {
    imap: { ...imap, ...knownImap, used: true, auth: 'xoauth2' },
    smtp: { ...smtp, ...knownSmtp, used: true, auth: 'xoauth2' },
    grant: { ...grant, ...knownGrant },
  };
}

export function usesGrant({ used, auth }: ServerDraft): boolean {
  return used && auth === 'xoauth2';
}
