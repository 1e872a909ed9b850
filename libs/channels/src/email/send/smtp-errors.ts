import { ChannelError, type ChannelErrorCode } from '../../channel-error.js';
import { channelCodeOfSocketError } from '../socket-error-code.js';

/** How far a message had got: the final dot may have left as soon as the library has read the last byte of the mail. */
export type SendStage = 'before_end_of_data' | 'after_end_of_data';

/** The part of nodemailer's NodemailerError that says what went wrong. */
type SmtpFailure = {
  message: string;
  code?: string;
  originalCode?: string;
  responseCode?: number;
  response?: string;
};

const byLibraryCode: Record<string, ChannelErrorCode> = {
  EDNS: 'channel.unreachable',
  ECONNECTION: 'channel.unreachable',
  ESOCKET: 'channel.unreachable',
  EPROXY: 'channel.unreachable',
  EPROTOCOL: 'channel.unreachable',
  ETIMEDOUT: 'channel.timeout',
  ETLS: 'channel.tls',
  EREQUIRETLS: 'channel.tls',
  EAUTH: 'channel.authentication',
  ENOAUTH: 'channel.authentication',
  EOAUTH2: 'channel.authentication',
  EENVELOPE: 'channel.rejected',
  EMESSAGE: 'channel.rejected',
  EMAXRECIPIENTS: 'channel.rejected',
  ECONFIG: 'channel.misconfigured',
};

/** Everything else may be repaired from outside (a password, a certificate, a network), and then the same mail goes. */
const final: readonly ChannelErrorCode[] = ['channel.rejected', 'channel.uncertain'];

/**
 * One nodemailer error as a channel error. A reply of the server decides first. Without one, whether the final dot may
 * have left decides between "try again" and `channel.uncertain`: nodemailer 10 reports a connection lost before MAIL FROM
 * and one lost after the dot alike (ECONNECTION, command CONN), so the caller has to say the stage (RFC 5321 4.2.5, P7).
 */
export function translateSmtpError(error: unknown, stage: SendStage = 'before_end_of_data'): ChannelError {
  if (error instanceof ChannelError) return error;
  const failure = asFailure(error);
  const code = channelCodeOf(failure, stage);
  return new ChannelError(code, { retryable: !final.includes(code), message: failure.message, cause: error });
}

/** By shape and not by `instanceof`: errors of Node's own modules come from another realm in tests and in workers. */
function asFailure(error: unknown): SmtpFailure {
  if (typeof error === 'object' && error !== null && 'message' in error) return error as SmtpFailure;
  return { message: String(error) };
}

function channelCodeOf(failure: SmtpFailure, stage: SendStage): ChannelErrorCode {
  if (failure.code === 'EAUTH') return 'channel.authentication';
  if (failure.responseCode !== undefined && failure.code !== 'ETLS') return codeOfReply(failure);
  if (stage === 'after_end_of_data') return 'channel.uncertain';
  return (
    channelCodeOfSocketError(failure.originalCode) ??
    channelCodeOfSocketError(failure.code) ??
    byLibraryCode[failure.code ?? ''] ??
    'channel.failed'
  );
}

/** 503 blames the session and not the mail (bad sequence of commands), and 530 and 538 ask for a better sign-in or TLS. */
function codeOfReply({ responseCode = 0 }: SmtpFailure): ChannelErrorCode {
  if (responseCode === 530 || responseCode === 534 || responseCode === 535 || responseCode === 538) {
    return 'channel.authentication';
  }
  if (responseCode >= 500 && responseCode !== 503) return 'channel.rejected';
  return 'channel.rejected_temporarily';
}
