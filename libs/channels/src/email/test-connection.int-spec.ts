import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findDovecot, startDovecot, type Dovecot } from '../testing/dovecot.js';
import type { ServerSettings } from './mailbox-settings.js';
import { testMailbox } from './test-connection.js';

(findDovecot() === null ? describe.skip : describe)('testMailbox on a real Dovecot', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
    await dovecot.append('Subject: hi\r\n\r\nhi', 'Archive');
  });
  afterAll(() => dovecot.stop());

  const check = async (change: Partial<ServerSettings & { folder: string }>) => {
    const { port, user, password } = dovecot;
    const settings = { host: '127.0.0.1', port, security: 'none' as const, user, folder: 'INBOX' };
    const imap = { ...settings, auth: { method: 'password' as const, password }, ...change };
    return (await testMailbox({ imap, smtp: null }))[0];
  };

  it('finds nothing wrong with good settings', async () => {
    expect(await check({})).toMatchObject({ ok: true, code: null });
  });

  it('lists the folders there are when the one asked for is missing', async () => {
    const found = await check({ folder: 'Suport' });
    expect(found).toMatchObject({ ok: false, code: 'channel.mailbox_missing', remedyCode: 'choose_folder' });
    expect(found?.folders?.sort()).toEqual(['Archive', 'INBOX']);
  });

  it.each<[string, Partial<ServerSettings>, string, string]>([
    ['a wrong password', { auth: { method: 'password', password: 'no' } }, 'channel.authentication', 'check_password'],
    ['a missing STARTTLS', { security: 'starttls' }, 'channel.tls', 'use_tls_without_starttls'],
    ['TLS where the server speaks in clear', { security: 'tls' }, 'channel.tls', 'use_starttls'],
  ])(
    'names %s',
    async (_name, change, code, remedyCode) => {
      expect(await check(change)).toMatchObject({ ok: false, code, remedyCode });
    },
    15_000,
  );
});
