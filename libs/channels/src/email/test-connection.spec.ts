import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { startScriptedSmtp, type SmtpScript } from '../testing/scripted-smtp.js';
import type { ServerSettings } from './mailbox-settings.js';
import { testMailbox } from './test-connection.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const settings = (port: number, change: Partial<ServerSettings> = {}): ServerSettings => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'support',
  auth: { method: 'password', password: 'secret-pw' },
  ...change,
});

async function smtp(script: SmtpScript = {}) {
  const server = await startScriptedSmtp(script);
  stops.push(server.stop);
  return server;
}

/** smtp-server's own certificate is self-signed, which is what is wanted here. */
async function withSelfSignedCertificate(secure: boolean): Promise<number> {
  const server = new SMTPServer({ secure, authOptional: true, logger: false, disableReverseLookup: true });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  stops.push(() => new Promise((resolve) => server.close(() => resolve())));
  return (listening.address() as AddressInfo).port;
}

describe('testMailbox', () => {
  it('finds nothing wrong with a server that takes the sign-in, and sends no mail', async () => {
    const server = await smtp();
    const checks = await testMailbox({ imap: null, smtp: settings(server.port) });
    expect(checks).toEqual([
      { server: 'smtp', ok: true, code: null, detail: `127.0.0.1:${server.port}`, remedyCode: null },
    ]);
    expect(server.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  it.each<[string, SmtpScript, Partial<ServerSettings>, string, string]>([
    ['a wrong password', { AUTH: ['535 5.7.8 no'] }, {}, 'channel.authentication', 'check_password'],
    ['a missing STARTTLS', {}, { security: 'starttls' }, 'channel.tls', 'use_tls_without_starttls'],
    ['TLS where the server speaks in clear', {}, { security: 'tls' }, 'channel.tls', 'use_starttls'],
    ['a busy server', { connect: ['421 busy'] }, {}, 'channel.rejected_temporarily', 'try_later'],
    ['a host that does not exist', {}, { host: 'mail.does-not-exist.invalid' }, 'channel.unreachable', 'check_host'],
  ])('names %s', async (_name, script, change, code, remedyCode) => {
    const server = await smtp(script);
    const [check] = await testMailbox({ imap: null, smtp: settings(server.port, change) });
    expect(check).toMatchObject({ ok: false, code, remedyCode });
    expect(check?.detail).not.toContain('secret-pw');
  });

  it.each([
    ['from the first byte', true],
    ['after STARTTLS', false],
  ])('names a certificate that cannot be trusted %s', async (_name, secure) => {
    const port = await withSelfSignedCertificate(secure);
    const [check] = await testMailbox({ imap: null, smtp: settings(port, { security: secure ? 'tls' : 'starttls' }) });
    expect(check).toMatchObject({ code: 'channel.tls', remedyCode: 'check_certificate' });
  });

  it('names a port where nobody listens, for both servers', async () => {
    const server = await smtp();
    await server.stop();
    const checks = await testMailbox({
      imap: { ...settings(server.port), folder: 'INBOX' },
      smtp: settings(server.port),
    });
    expect(checks.map(({ server: name, code, remedyCode }) => [name, code, remedyCode])).toEqual([
      ['imap', 'channel.unreachable', 'check_port'],
      ['smtp', 'channel.unreachable', 'check_port'],
    ]);
  });

  it('asks for a password where IMAP has none', async () => {
    const [check] = await testMailbox({
      imap: { ...settings(1, { auth: { method: 'none' } }), folder: 'INBOX' },
      smtp: null,
    });
    expect(check).toMatchObject({ code: 'channel.misconfigured', remedyCode: 'complete_settings' });
  });
});
