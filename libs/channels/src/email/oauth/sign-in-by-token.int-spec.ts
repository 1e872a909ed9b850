// XOAUTH2 as it is meant: Dovecot asks the token server whether the token that we fetched there is good.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findDovecot, startDovecot, type Dovecot } from '../../testing/dovecot.js';
import { eventually } from '../../testing/eventually.js';
import { createMailStore, impatientClock } from '../../testing/mail-store.js';
import { startTokenServer, type TokenServer } from '../../testing/token-server.js';
import { createImapReceiver } from '../receive/imap-receiver.js';
import { testMailbox } from '../test-connection.js';
import { holdGrant } from './hold-grant.js';
import type { AccessTokens, OAuthGrant } from './oauth-grant.js';

(findDovecot() === null ? describe.skip : describe)('signing in to a real Dovecot by an access token', () => {
  let tokens: TokenServer;
  let dovecot: Dovecot;
  beforeAll(async () => {
    tokens = await startTokenServer();
    dovecot = await startDovecot({ introspectionUrl: tokens.introspectionUrl });
  });
  beforeEach(() => tokens.issued.forEach(tokens.revoke));
  afterAll(async () => {
    await dovecot.stop();
    await tokens.stop();
  });

  const imapWith = (accessToken: AccessTokens) => ({
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none' as const,
    user: dovecot.user,
    folder: 'INBOX',
    auth: { method: 'xoauth2' as const, accessToken },
  });
  const check = async (accessToken: AccessTokens) =>
    (await testMailbox({ imap: imapWith(accessToken), smtp: null }))[0];

  it('works with a token fetched by the refresh token', async () => {
    expect(await check(holdGrant(tokens.grant).accessToken)).toMatchObject({ ok: true });
  });

  it('fetches another token when the first has been revoked', async () => {
    const held = holdGrant(tokens.grant);
    tokens.revoke(await held.accessToken());
    expect(await check(held.accessToken)).toMatchObject({ ok: true });
    expect(await held.accessToken()).toBe(tokens.issued.at(-1));
  });

  it('blames the token and not a password when a new one is turned away as well', async () => {
    expect(await check(async () => 'made-for-something-else')).toMatchObject({
      ok: false,
      code: 'channel.token_refused',
      remedyCode: 'check_scope',
    });
  });

  it.each<[string, Partial<OAuthGrant>, string, string]>([
    ['the endpoint', { tokenEndpoint: 'http://127.0.0.1:1' }, 'channel.token_endpoint', 'check_token_endpoint'],
    ['the client', { clientSecret: 'typo' }, 'channel.token_client', 'check_client'],
    ['the refresh token', { refreshToken: 'old' }, 'channel.token_grant', 'sign_in_again'],
    ['the scope', { scope: 'calendar' }, 'channel.token_scope', 'check_scope'],
  ])('says when it is %s that is wrong', async (_name, change, code, remedyCode) => {
    const held = holdGrant({ ...tokens.grant, ...change });
    expect(await check(held.accessToken)).toMatchObject({ ok: false, code, remedyCode });
  });

  it('keeps a receiver failing while the grant has ended, and loses nothing by it', async () => {
    const store = createMailStore();
    const receiver = createImapReceiver({
      settings: imapWith((refused) => holdGrant(tokens.grant).accessToken(refused)),
      clock: impatientClock(600_000),
      pollMs: 600_000,
      ...store.ports,
    });
    for (let round = 0; round < 3; round++) tokens.next({ status: 400, body: { error: 'invalid_grant' } });
    await dovecot.append('Subject: kept\r\n\r\nkept');
    receiver.start();
    await eventually(() => store.mails.length === 1);
    expect(new Set(store.errors())).toEqual(new Set(['channel.token_grant']));
    await receiver.stop();
  });
});
