export const channelErrorCodes = [
  'channel.unreachable',
  'channel.timeout',
  'channel.tls',
  'channel.authentication',
  'channel.token_endpoint',
  'channel.token_client',
  'channel.token_grant',
  'channel.token_scope',
  'channel.token_refused',
  'channel.rejected_temporarily',
  'channel.rejected',
  'channel.mailbox_missing',
  'channel.uncertain',
  'channel.misconfigured',
  'channel.failed',
] as const;
export type ChannelErrorCode = (typeof channelErrorCodes)[number];

/**
 * The only error that leaves an adapter. `retryable`: trying again unchanged may work. `channel.uncertain`: the other
 * side may have taken the message although nobody said so (connection lost after the final dot, promise P7).
 */
export class ChannelError extends Error {
  readonly code: ChannelErrorCode;
  readonly retryable: boolean;

  constructor(code: ChannelErrorCode, options: { retryable: boolean; message?: string; cause?: unknown }) {
    super(options.message ?? code, { cause: options.cause });
    this.name = 'ChannelError';
    this.code = code;
    this.retryable = options.retryable;
  }
}
