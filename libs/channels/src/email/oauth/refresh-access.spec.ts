import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTokenServer, type TokenAnswer, type TokenServer } from '../../testing/token-server.js';
import { holdGrant } from './hold-grant.js';
import { refreshAccess } from './refresh-access.js';

let server: TokenServer;
beforeEach(async () => {
  server = await startTokenServer({ singleUse: true, expiresInSeconds: 100 });
});
afterEach(() => server.stop());

describe('refreshAccess', () => {
  it('posts the grant as a form and reads the token, its life and the next refresh token', async () => {
    expect(await refreshAccess(server.grant)).toEqual({
      accessToken: 'access-0',
      expiresInSeconds: 100,
      refreshToken: 'refresh-1',
    });
    expect(server.asked).toEqual([
      {
        grant_type: 'refresh_token', refresh_token: 'refresh-0', client_id: 'diwan-client', client_secret: 'client-secret',
        scope: 'mail',
      },
    ]); // prettier-ignore
  });

  it('sends neither a secret nor a scope that there is not', async () => {
    await refreshAccess({ ...server.grant, clientSecret: null, scope: '' }).catch(() => undefined);
    expect(Object.keys(server.asked[0] ?? {})).toEqual(['grant_type', 'refresh_token', 'client_id']);
  });

  it('takes a token without a life to live half an hour, and no new refresh token to mean the old one', async () => {
    server.next({ status: 200, body: { access_token: 'a', token_type: 'Bearer' } });
    expect(await refreshAccess(server.grant)).toEqual({
      accessToken: 'a',
      expiresInSeconds: 1_800,
      refreshToken: null,
    });
  });

  it.each<[string, object, string]>([
    ['a wrong client', { clientSecret: 'typo' }, 'channel.token_client'],
    ['a refresh token that has ended', { refreshToken: 'old' }, 'channel.token_grant'],
    ['a wrong scope', { scope: 'calendar' }, 'channel.token_scope'],
    ['an endpoint that is not there', { tokenEndpoint: 'http://127.0.0.1:1/token' }, 'channel.token_endpoint'],
    ['a host that does not exist', { tokenEndpoint: 'https://does-not-exist.invalid' }, 'channel.token_endpoint'],
    ['an address that is none', { tokenEndpoint: 'no address' }, 'channel.token_endpoint'],
  ])('names %s', async (_name, change, code) => {
    await expect(refreshAccess({ ...server.grant, ...change })).rejects.toMatchObject({ code, retryable: true });
  });

  it.each<[string, TokenAnswer, string, RegExp]>([
    ['an error page', { status: 502, body: '<html>bad gateway' }, 'channel.token_endpoint', /answered 502/],
    ['success without a token', { status: 200, body: {} }, 'channel.token_endpoint', /answered 200 without a token/],
    ['an answer without end', { status: 200, body: 'x'.repeat(100_000) }, 'channel.token_endpoint', /65536/],
    ['an unknown error', { status: 400, body: { error: 'odd' } }, 'channel.token_endpoint', /odd/],
    [
      'a person who is asked for',
      { status: 400, body: { error: 'interaction_required' } },
      'channel.token_grant',
      /inter/,
    ],
  ])('understands %s', async (_name, answer, code, message) => {
    server.next(answer);
    await expect(refreshAccess(server.grant)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('takes its secrets to no other place', async () => {
    const other = await startTokenServer();
    server.next({ status: 307, body: '', headers: { location: other.grant.tokenEndpoint } });
    await expect(refreshAccess(server.grant)).rejects.toMatchObject({ code: 'channel.token_endpoint' });
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  it('never says a secret', async () => {
    const error: unknown = await refreshAccess({ ...server.grant, refreshToken: 'old-secret' }).catch(
      (e: unknown) => e,
    );
    expect(JSON.stringify([String(error), (error as Error).message])).not.toMatch(/old-secret|client-secret/);
  });
});

describe('holdGrant', () => {
  it('fetches one token for all who ask, and one more when that is refused', async () => {
    const held = holdGrant(server.grant);
    expect(await Promise.all([held.accessToken(), held.accessToken()])).toEqual(['access-0', 'access-0']);
    const refused = [held.accessToken('access-0'), held.accessToken('access-0')];
    expect(await Promise.all(refused)).toEqual(['access-1', 'access-1']);
    expect(await held.rotatedRefreshToken()).toBe('refresh-2');
  });
});
