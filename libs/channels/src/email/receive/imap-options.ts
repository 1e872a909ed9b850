import type { ImapFlowOptions } from 'imapflow';
import { ChannelError } from '../../channel-error.js';
import type { ServerSettings } from '../mailbox-settings.js';

/** imapflow's words for one of our servers. STARTTLS is required or not used, never "if it happens to be offered". */
export function imapOptions(
  { host, port, security, user, auth }: ServerSettings,
  accessToken: string | null,
): ImapFlowOptions {
  if (auth.method === 'none') {
    throw new ChannelError('channel.misconfigured', { retryable: true, message: 'IMAP needs a password or a grant' });
  }
  return {
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'tls' ? undefined : security === 'starttls',
    auth: auth.method === 'password' ? { user, pass: auth.password } : { user, accessToken: accessToken ?? '' },
    tls: { minVersion: 'TLSv1.2' },
    clientInfo: { name: 'Diwan' },
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    disableAutoIdle: true,
    logger: false,
  };
}
