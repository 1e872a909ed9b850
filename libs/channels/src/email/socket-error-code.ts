/** What the operating system and TLS say, as channel codes: one table for both protocols, since both sit on sockets. */
import type { ChannelErrorCode } from '../channel-error.js';

const byCode: Record<string, ChannelErrorCode> = {
  ECONNREFUSED: 'channel.unreachable',
  ECONNRESET: 'channel.unreachable',
  EHOSTUNREACH: 'channel.unreachable',
  ENETUNREACH: 'channel.unreachable',
  ENETDOWN: 'channel.unreachable',
  EADDRNOTAVAIL: 'channel.unreachable',
  EPIPE: 'channel.unreachable',
  ENOTFOUND: 'channel.unreachable',
  EAI_AGAIN: 'channel.unreachable',
  ENODATA: 'channel.unreachable',
  ESERVFAIL: 'channel.unreachable',
  ETIMEDOUT: 'channel.timeout',
  ESOCKETTIMEDOUT: 'channel.timeout',
  EPROTO: 'channel.tls',
};

/** OpenSSL's verification errors come as bare names (nodejs.org/api/tls.html, "X509 certificate error codes"). */
const certificateError =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/;

/** Null when `code` is neither a socket's nor a TLS error. */
export function channelCodeOfSocketError(code: string | undefined): ChannelErrorCode | null {
  if (code === undefined) return null;
  return byCode[code] ?? (certificateError.test(code) ? 'channel.tls' : null);
}
