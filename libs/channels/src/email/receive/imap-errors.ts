import { ChannelError, type ChannelErrorCode } from '../../channel-error.js';
import { channelCodeOfSocketError } from '../socket-error-code.js';

/** The part of imapflow's ImapFlowError that says what went wrong. */
type ImapFailure = {
  message: string;
  code?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  mailboxMissing?: boolean;
  serverResponseCode?: string;
  responseStatus?: string;
  responseText?: string;
  reason?: string;
};

const byLibraryCode: Record<string, ChannelErrorCode> = {
  NoConnection: 'channel.unreachable',
  EConnectionClosed: 'channel.unreachable',
  StateLogout: 'channel.unreachable',
  ClosedAfterConnectText: 'channel.unreachable',
  ClosedAfterConnectTLS: 'channel.tls',
  CONNECT_TIMEOUT: 'channel.timeout',
  GREETING_TIMEOUT: 'channel.timeout',
  UPGRADE_TIMEOUT: 'channel.tls',
  ETIMEOUT: 'channel.timeout',
  ETHROTTLE: 'channel.rejected_temporarily',
  STARTTLS_INJECTION: 'channel.tls',
};

/** Response codes of RFC 3501, RFC 5530 and RFC 9051 7.1 that say more than the NO they come with. */
const byResponseCode: Record<string, ChannelErrorCode> = {
  NONEXISTENT: 'channel.mailbox_missing',
  TRYCREATE: 'channel.mailbox_missing',
  AUTHENTICATIONFAILED: 'channel.authentication',
  AUTHORIZATIONFAILED: 'channel.authentication',
  EXPIRED: 'channel.authentication',
  PRIVACYREQUIRED: 'channel.tls',
  UNAVAILABLE: 'channel.rejected_temporarily',
  SERVERBUG: 'channel.rejected_temporarily',
  INUSE: 'channel.rejected_temporarily',
  LIMIT: 'channel.rejected_temporarily',
};

/** Always retryable: whatever stands between us and a mailbox may be gone in a minute, and its mail waits there. */
export function translateImapError(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  const failure = asFailure(error);
  const said = failure.responseText ?? failure.reason;
  const message = said === undefined || said === '' ? failure.message : `${failure.message}: ${said}`;
  return new ChannelError(channelCodeOf(failure), { retryable: true, message, cause: error });
}

/**
 * Whether the server (or our parser) refused this very command while the connection was in order: then trying the same
 * mail again is likely to end the same way, whereas a lost connection says nothing about the mail.
 */
export function isRefusal(error: unknown): boolean {
  const { code = '', responseStatus } = asFailure(error);
  if (code === 'ETHROTTLE') return false;
  return (
    responseStatus !== undefined || /^(ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|MAX_IMAP_)/.test(code)
  );
}

function channelCodeOf(failure: ImapFailure): ChannelErrorCode {
  if (failure.mailboxMissing === true) return 'channel.mailbox_missing';
  const byResponse = byResponseCode[failure.serverResponseCode?.toUpperCase() ?? ''];
  if (byResponse !== undefined) return byResponse;
  if (failure.authenticationFailed === true) return 'channel.authentication';
  if (failure.tlsFailed === true) return 'channel.tls';
  const bySocket = channelCodeOfSocketError(failure.code) ?? byLibraryCode[failure.code ?? ''];
  if (bySocket !== undefined) return bySocket;
  return failure.responseStatus === 'NO' ? 'channel.rejected_temporarily' : 'channel.failed';
}

/** By shape and not by `instanceof`: errors of Node's own modules come from another realm in tests and in workers. */
function asFailure(error: unknown): ImapFailure {
  if (typeof error === 'object' && error !== null && 'message' in error) return error as ImapFailure;
  return { message: String(error) };
}
