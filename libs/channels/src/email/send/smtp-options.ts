import type { ServerSettings } from '../mailbox-settings.js';

/**
 * nodemailer's words for one of our servers. STARTTLS is required or not used, never "if it happens to be offered". Each
 * new connection asks for the access token of that moment.
 */
export function smtpOptions({ host, port, security, user, auth }: ServerSettings, accessToken: () => string) {
  const provisionCallback = (_user: string, _renew: boolean, done: (error: null, accessToken: string) => void): void =>
    done(null, accessToken());
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    dnsTimeout: 30_000,
    tls: { minVersion: 'TLSv1.2' as const },
    logger: false,
    ...(auth.method === 'password' && { auth: { user, pass: auth.password } }),
    ...(auth.method === 'xoauth2' && { auth: { type: 'OAuth2' as const, user, provisionCallback } }),
  };
}
