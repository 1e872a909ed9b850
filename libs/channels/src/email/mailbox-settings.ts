import type { AccessTokens } from './oauth/oauth-grant.js';

/** How to reach one real mailbox. Secrets are here in clear: this type lives in memory only. */
export type ServerSettings = {
  host: string;
  /** 1-65535. */
  port: number;
  /** 'tls' from the first byte, 'starttls' required after the greeting, 'none' in clear (loopback and tests). */
  security: 'tls' | 'starttls' | 'none';
  user: string;
  auth:
    { method: 'password'; password: string } | { method: 'xoauth2'; accessToken: AccessTokens } | { method: 'none' };
};

export type MailboxSettings = {
  imap: (ServerSettings & { folder: string }) | null;
  smtp: ServerSettings | null;
};
