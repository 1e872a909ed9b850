// The settings of an inbox that signs in by OAuth, over HTTP.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findDovecot, startDovecot } from '@diwan/channels/testing/dovecot';
import { startScriptedSmtp, type ScriptedSmtp } from '@diwan/channels/testing/scripted-smtp';
import { startTokenServer, type TokenServer } from '@diwan/channels/testing/token-server';
import { anInbox } from '../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';
import { InboxTokens } from './grants/inbox-tokens.js';

let test: TestApp;
let admin: SignedIn;
let queueId: string;
let tokens: TokenServer;
let smtp: ScriptedSmtp;
let made = 0;

beforeAll(async () => {
  test = await createTestApp({ env: { DIWAN_UNSAFE_TOKEN_ENDPOINT: 'true' } });
  admin = await test.agent('admin');
  queueId = (await anInbox(test.database)).queueId;
});
afterAll(() => test.close());
beforeEach(async () => {
  tokens = await startTokenServer({ singleUse: true });
  smtp = await startScriptedSmtp();
});
afterEach(async () => {
  await smtp.stop();
  await tokens.stop();
});

const settings = (grant: object | null, port = smtp.port) => ({
  name: 'Support',
  address: `support-${made}@diwan.test`,
  senderName: 'Support',
  queueId,
  language: 'en',
  acceptsSmtp: false,
  imap: null,
  smtp: { host: '127.0.0.1', port, security: 'none', user: 'support@diwan.test', auth: 'xoauth2' },
  grant,
});
const create = (grant: object | null) => {
  made += 1;
  return admin.post('/api/inboxes', settings(grant));
};

describe('an inbox with an OAuth grant', () => {
  it('shows the grant without its secrets, and fetches tokens by it', async () => {
    const { status, body, text } = await create(tokens.grant);
    expect(status).toBe(201);
    const { tokenEndpoint, clientId, scope } = tokens.grant;
    expect(body.grant).toEqual({ tokenEndpoint, clientId, scope, hasClientSecret: true });
    expect(text).not.toMatch(/refresh-0|client-secret/);
    expect(await test.app.get(InboxTokens).of(body.id)()).toBe('access-0');
  });

  it('keeps secrets that are not typed again, and what the provider made of them', async () => {
    const { body } = await create(tokens.grant);
    await test.app.get(InboxTokens).of(body.id)();
    const { tokenEndpoint, clientId, scope } = tokens.grant;
    const saved = await admin.put(`/api/inboxes/${body.id}`, {
      ...settings({ tokenEndpoint, clientId, scope }),
      version: body.version,
    });
    expect([saved.status, saved.body.grant.hasClientSecret]).toEqual([200, true]);
    const stale = await admin.put(`/api/inboxes/${body.id}`, {
      ...settings({ tokenEndpoint, clientId, scope }),
      version: body.version,
    });
    expect([stale.status, stale.body.code]).toEqual([409, 'settings.stale_version']);
    expect(await test.app.get(InboxTokens).of(body.id)()).toBe('access-1');
    expect(tokens.asked.at(-1)).toMatchObject({ refresh_token: 'refresh-1', client_secret: 'client-secret' });
  });

  it.each<[string, (grant: TokenServer['grant']) => object | null, object]>([
    ['no grant', () => null, { path: 'grant', code: 'required' }],
    ['no refresh token', (grant) => ({ ...grant, refreshToken: '' }), { path: 'grant.refreshToken', code: 'required' }],
    [
      'an endpoint in clear',
      (grant) => ({ ...grant, tokenEndpoint: 'http://login.example.com/token' }),
      { path: 'grant.tokenEndpoint', code: 'https_required' },
    ],
    [
      'an endpoint that is none',
      (grant) => ({ ...grant, tokenEndpoint: 'file:///etc/passwd' }),
      { path: 'grant.tokenEndpoint', code: 'invalid_format' },
    ],
  ])('is refused with %s', async (_name, change, error) => {
    const { status, body } = await create(change(tokens.grant));
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([error]);
  });

  it('takes half a character in what it is told of the server for an unknown one', async () => {
    const { grant: _grant, ...plain } = settings(tokens.grant);
    const odd = { ...plain, smtp: null, address: 'half@example.com', authservId: 'mx\uD800' };
    const { status, body } = await admin.post('/api/inboxes', odd);
    expect([status, body.authservId]).toEqual([201, 'mx\uFFFD']);
  });

  it('forgets its secrets for another client, and when no server wants them any more', async () => {
    const { body } = await create(tokens.grant);
    const { tokenEndpoint, scope } = tokens.grant;
    const other = await admin.put(`/api/inboxes/${body.id}`, {
      ...settings({ tokenEndpoint, scope, clientId: 'other' }),
      version: body.version,
    });
    expect(other.body.errors).toMatchObject([{ path: 'grant.refreshToken', code: 'required' }]);
    const without = { ...settings(tokens.grant), smtp: null, version: body.version };
    expect((await admin.put(`/api/inboxes/${body.id}`, without)).body.grant).toBeNull();
    expect(await test.database.query('select 1 from oauth_grants where inbox_id = $1', [body.id])).toEqual([]);
  });
});

describe('testing a connection by OAuth', () => {
  const check = async (grant: object, inboxId?: string) =>
    (await admin.post('/api/inboxes/test', { ...settings(grant), inboxId })).body;

  it('hands back the refresh token that it had to use up, sealed, and takes it when the inbox is saved', async () => {
    const tested = await check(tokens.grant);
    expect(tested.checks).toMatchObject([{ server: 'smtp', ok: true }]);
    expect(tested.refreshToken).toMatch(/^sealed:/);
    expect(tested.refreshToken).not.toContain('refresh-1');
    const { body } = await create({ ...tokens.grant, refreshToken: tested.refreshToken });
    expect(await test.app.get(InboxTokens).of(body.id)()).toBe('access-1');
    expect(tokens.asked.at(-1)).toMatchObject({ refresh_token: 'refresh-1' });
    const elsewhere = await create({ ...tokens.grant, clientId: 'other', refreshToken: tested.refreshToken });
    expect(elsewhere.body.errors).toMatchObject([{ path: 'grant.refreshToken', code: 'required' }]);
  });

  it('asks the provider by the stored grant and keeps what it answers', async () => {
    const { body } = await create(tokens.grant);
    const { tokenEndpoint, clientId, scope } = tokens.grant;
    for (const _round of [1, 2]) {
      expect(await check({ tokenEndpoint, clientId, scope }, body.id)).toMatchObject({
        checks: [{ ok: true }],
        refreshToken: null,
      });
    }
    expect(tokens.asked.map((form) => form['refresh_token'])).toEqual(['refresh-0', 'refresh-1']);
  });

  it.each<[string, object, string]>([
    ['the endpoint', { tokenEndpoint: 'http://127.0.0.1:1/token' }, 'channel.token_endpoint'],
    ['the client', { clientSecret: 'typo' }, 'channel.token_client'],
    ['the refresh token', { refreshToken: 'old' }, 'channel.token_grant'],
    ['the scope', { scope: 'calendar' }, 'channel.token_scope'],
  ])('says when it is %s that is wrong', async (_name, change, code) => {
    expect((await check({ ...tokens.grant, ...change })).checks).toMatchObject([{ ok: false, code }]);
  });

  (findDovecot() ? it : it.skip)('signs in to a real Dovecot', async () => {
    const dovecot = await startDovecot({ introspectionUrl: tokens.introspectionUrl });
    const { smtp: server, ...rest } = settings(tokens.grant, dovecot.port);
    const imap = { ...server, folder: 'INBOX' };
    const { body } = await admin.post('/api/inboxes/test', { ...rest, imap, smtp: null });
    expect(body.checks).toMatchObject([{ server: 'imap', ok: true }]);
    await dovecot.stop();
  });
});
