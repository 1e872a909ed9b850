import { describe, expect, it } from '@jest/globals';
import { ChannelError } from '../../channel-error.js';
import { isRefusal, translateImapError } from './imap-errors.js';

const failure = (fields: Record<string, unknown>) => Object.assign(new Error('Command failed'), fields);

describe('translateImapError', () => {
  it.each([
    ['refused', { code: 'ECONNREFUSED' }, 'channel.unreachable'],
    ['no such host', { code: 'ENOTFOUND' }, 'channel.unreachable'],
    ['closed', { code: 'NoConnection' }, 'channel.unreachable'],
    ['BYE', { code: 'EConnectionClosed', reason: 'shutting down' }, 'channel.unreachable'],
    ['no greeting', { code: 'GREETING_TIMEOUT' }, 'channel.timeout'],
    ['silence', { code: 'ETIMEOUT' }, 'channel.timeout'],
    ['certificate', { code: 'CERT_HAS_EXPIRED' }, 'channel.tls'],
    ['STARTTLS', { tlsFailed: true }, 'channel.tls'],
    ['wrong password', { authenticationFailed: true, responseStatus: 'NO' }, 'channel.authentication'],
    [
      'sign-in out of order',
      { authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' },
      'channel.rejected_temporarily',
    ],
    ['missing folder', { mailboxMissing: true, responseStatus: 'NO' }, 'channel.mailbox_missing'],
    ['missing folder by code', { serverResponseCode: 'NONEXISTENT' }, 'channel.mailbox_missing'],
    ['throttled', { code: 'ETHROTTLE', responseStatus: 'NO' }, 'channel.rejected_temporarily'],
    ['NO', { responseStatus: 'NO' }, 'channel.rejected_temporarily'],
    ['BAD', { responseStatus: 'BAD' }, 'channel.failed'],
    ['something else', {}, 'channel.failed'],
  ])('%s', (_name, fields, code) => {
    expect(translateImapError(failure(fields))).toMatchObject({ code, retryable: true });
  });

  it("repeats the server's words and passes on what is translated already", () => {
    expect(translateImapError(failure({ responseStatus: 'NO', responseText: 'over quota' })).message).toBe(
      'Command failed: over quota',
    );
    const done = new ChannelError('channel.tls', { retryable: true });
    expect(translateImapError(done)).toBe(done);
  });
});

it.each([
  [{ responseStatus: 'NO' }, true],
  [{ code: 'ParserError11' }, true],
  [{ code: 'LiteralTooLarge' }, true],
  [{ code: 'NoConnection' }, false],
  [{ code: 'ETHROTTLE', responseStatus: 'NO' }, false],
  [{ code: 'ECONNRESET' }, false],
])('tells a refusal from a lost connection: %j', (fields, refusal) => {
  expect(isRefusal(failure(fields))).toBe(refusal);
});
