/** Tries the settings of a mailbox and says for each server what is wrong, in terms that a form can act on. */
import type { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { ChannelError, ChannelErrorCode } from '../channel-error.js';
import type { MailboxSettings, ServerSettings } from './mailbox-settings.js';
import { withAccessToken } from './oauth/with-access-token.js';
import { translateImapError } from './receive/imap-errors.js';
import { imapOptions } from './receive/imap-options.js';
import { translateSmtpError } from './send/smtp-errors.js';
import { smtpOptions } from './send/smtp-options.js';

export const remedyCodes = [
  'check_host',
  'check_port',
  'check_network',
  'check_certificate',
  'use_tls_without_starttls',
  'use_starttls',
  'check_password',
  'check_token_endpoint',
  'check_client',
  'sign_in_again',
  'check_scope',
  'choose_folder',
  'complete_settings',
  'try_later',
  'ask_provider',
] as const;
export type RemedyCode = (typeof remedyCodes)[number];

export type ConnectionCheck = {
  server: 'imap' | 'smtp';
  ok: boolean;
  code: ChannelErrorCode | null;
  /** The server's or the library's words, for those who can read them; never a secret. */
  detail: string;
  remedyCode: RemedyCode | null;
  /** The folders there are (at most 200), when the one asked for is not among them. */
  folders?: string[];
};

const patienceMs = 10_000;
const mostFolders = 200;

/**
 * Signs in to each server that is set, opens the folder read-only, sends nothing. Takes 30 s at most, with an access token to
 * be fetched and fetched again twice that; never rejects.
 */
export async function testMailbox({ imap, smtp }: MailboxSettings): Promise<ConnectionCheck[]> {
  const checks = [...(imap === null ? [] : [checkImap(imap)]), ...(smtp === null ? [] : [checkSmtp(smtp)])];
  return Promise.all(checks);
}

type ImapSettings = ServerSettings & { folder: string };

function checkImap(settings: ImapSettings): Promise<ConnectionCheck> {
  return withAccessToken(settings.auth, (accessToken) => openMailbox(settings, accessToken)).catch((error: unknown) =>
    failed('imap', translateImapError(error)),
  );
}

async function openMailbox(settings: ImapSettings, accessToken: string | null): Promise<ConnectionCheck> {
  let client: ImapFlow | null = null;
  try {
    // Loaded when somebody presses the button: the process that serves it has no other use for 17 MB.
    const imapflow = await import('imapflow');
    client = new imapflow.ImapFlow({
      ...imapOptions(settings, accessToken),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    });
    return await openFolder(client, settings.folder);
  } catch (error) {
    throw translateImapError(error);
  } finally {
    client?.close();
  }
}

async function openFolder(client: ImapFlow, folder: string): Promise<ConnectionCheck> {
  let broken: unknown = null;
  client.on('error', (error) => (broken ??= error));
  try {
    await client.connect();
    const { exists } = await client.mailboxOpen(folder, { readOnly: true });
    return { server: 'imap', ok: true, code: null, detail: `${folder}: ${exists}`, remedyCode: null };
  } catch (cause) {
    const error = translateImapError(broken ?? cause);
    if (error.code !== 'channel.mailbox_missing') throw error;
    const folders = (await client.list()).map(({ path }) => path).slice(0, mostFolders);
    return { ...failed('imap', error), folders };
  }
}

function checkSmtp(settings: ServerSettings): Promise<ConnectionCheck> {
  return withAccessToken(settings.auth, (accessToken) => signInToSend(settings, accessToken)).catch((error: unknown) =>
    failed('smtp', translateSmtpError(error)),
  );
}

async function signInToSend(settings: ServerSettings, accessToken: string | null): Promise<ConnectionCheck> {
  const transport = createTransport({
    ...smtpOptions(settings, () => accessToken ?? ''),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
  });
  try {
    await transport.verify();
    return { server: 'smtp', ok: true, code: null, detail: `${settings.host}:${settings.port}`, remedyCode: null };
  } catch (error) {
    throw translateSmtpError(error);
  } finally {
    transport.close();
  }
}

function failed(server: 'imap' | 'smtp', error: ChannelError): ConnectionCheck {
  return { server, ok: false, code: error.code, detail: error.message, remedyCode: remedyFor(error) };
}

const byCode: Record<ChannelErrorCode, RemedyCode> = {
  'channel.unreachable': 'check_network',
  'channel.timeout': 'check_network',
  'channel.tls': 'check_certificate',
  'channel.authentication': 'check_password',
  'channel.token_endpoint': 'check_token_endpoint',
  'channel.token_client': 'check_client',
  'channel.token_grant': 'sign_in_again',
  'channel.token_scope': 'check_scope',
  'channel.token_refused': 'check_scope',
  'channel.rejected_temporarily': 'try_later',
  'channel.rejected': 'ask_provider',
  'channel.mailbox_missing': 'choose_folder',
  'channel.uncertain': 'try_later',
  'channel.misconfigured': 'complete_settings',
  'channel.failed': 'ask_provider',
};

/** More exact than the channel's code where the cause says more. */
const byCause: Record<string, RemedyCode> = {
  ENOTFOUND: 'check_host',
  EAI_AGAIN: 'check_host',
  ENODATA: 'check_host',
  ECONNREFUSED: 'check_port',
  // A server that speaks in clear where TLS was expected: that port wants STARTTLS.
  ERR_SSL_WRONG_VERSION_NUMBER: 'use_starttls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'use_starttls',
  ETLS: 'use_tls_without_starttls',
  STARTTLS: 'use_tls_without_starttls',
};

export function remedyFor(error: ChannelError): RemedyCode {
  const cause = (error.cause ?? {}) as { code?: string; originalCode?: string; tlsFailed?: boolean };
  const names = [cause.originalCode, cause.code, cause.tlsFailed === true ? 'STARTTLS' : undefined];
  const found = names.map((name) => byCause[name ?? '']).find((remedy) => remedy !== undefined);
  return found ?? byCode[error.code];
}
