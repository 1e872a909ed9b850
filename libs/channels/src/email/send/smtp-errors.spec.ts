import { describe, expect, it } from '@jest/globals';
import { ChannelError } from '../../channel-error.js';
import { translateSmtpError } from './smtp-errors.js';

const failure = (fields: Record<string, unknown>) => Object.assign(new Error('as the library says'), fields);

describe('translateSmtpError', () => {
  it.each([
    ['refused', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }, 'channel.unreachable'],
    ['no such host', { code: 'EDNS', originalCode: 'ENOTFOUND' }, 'channel.unreachable'],
    ['reset', { code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'channel.unreachable'],
    ['closed while greeting', { code: 'ECONNECTION', command: 'CONN' }, 'channel.unreachable'],
    ['operating system time-out', { code: 'ESOCKET', originalCode: 'ETIMEDOUT' }, 'channel.timeout'],
    ['no greeting', { code: 'ETIMEDOUT', originalCode: 'GREETING_TIMEOUT' }, 'channel.timeout'],
    ['certificate', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'channel.tls'],
    ['other name in it', { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'channel.tls'],
    ['no STARTTLS', { code: 'ETLS', responseCode: 502, command: 'STARTTLS' }, 'channel.tls'],
    ['wrong password', { code: 'EAUTH', responseCode: 535 }, 'channel.authentication'],
    ['sign-in wanted', { code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM' }, 'channel.authentication'],
    ['greylisting', { code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' }, 'channel.rejected_temporarily'],
    ['going down', { code: 'ECONNECTION', responseCode: 421 }, 'channel.rejected_temporarily'],
    ['sequence', { code: 'EENVELOPE', responseCode: 503 }, 'channel.rejected_temporarily'],
    ['data refused for now', { code: 'EMESSAGE', responseCode: 451, command: 'DATA' }, 'channel.rejected_temporarily'],
    ['configuration', { code: 'ECONFIG' }, 'channel.misconfigured'],
    ['something else', {}, 'channel.failed'],
  ])('%s can be tried again', (_name, fields, code) => {
    expect(translateSmtpError(failure(fields))).toMatchObject({ code, retryable: true });
  });

  it.each([
    ['unknown recipient', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }],
    ['content refused', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }],
    ['too large for the server', { code: 'EMESSAGE', command: 'MAIL FROM' }],
    ['no usable recipient', { code: 'EENVELOPE', command: 'API' }],
  ])('%s is final', (_name, fields) => {
    expect(translateSmtpError(failure(fields))).toMatchObject({ code: 'channel.rejected', retryable: false });
  });

  it.each([
    ['closed', { code: 'ECONNECTION', command: 'CONN' }],
    ['reset', { code: 'ESOCKET', originalCode: 'ECONNRESET' }],
    ['silent', { code: 'ETIMEDOUT', command: 'CONN' }],
    ['nonsense', { code: 'EPROTOCOL' }],
  ])('%s after the final dot is uncertain and not tried again', (_name, fields) => {
    const error = translateSmtpError(failure(fields), 'after_end_of_data');
    expect(error).toMatchObject({ code: 'channel.uncertain', retryable: false });
  });

  it.each([
    [451, 'channel.rejected_temporarily'],
    [421, 'channel.rejected_temporarily'],
    [552, 'channel.rejected'],
  ])('a reply %s after the final dot is as good as any', (responseCode, code) => {
    expect(translateSmtpError(failure({ code: 'EMESSAGE', responseCode }), 'after_end_of_data').code).toBe(code);
  });

  it('keeps the cause, and passes on what is translated already', () => {
    const cause = failure({ code: 'EDNS' });
    expect(translateSmtpError(cause).cause).toBe(cause);
    const done = new ChannelError('channel.tls', { retryable: true });
    expect(translateSmtpError(done)).toBe(done);
    expect(translateSmtpError('text')).toMatchObject({ code: 'channel.failed', message: 'text' });
  });
});
