// Several workers and one grant: real PostgreSQL, a real token endpoint on loopback.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTokenServer, type TokenServer } from '@diwan/channels/testing/token-server';
import { eventually } from '@diwan/channels/testing/eventually';
import type { Database } from '../../database/database.js';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import { anInbox } from '../../testing/an-inbox.js';
import { openGrant, sealGrant } from './grant-box.js';
import { retryGrantNow, saveGrant } from './grant.query.js';
import { InboxTokens } from './inbox-tokens.js';

const keys = { current: { id: 'aaaaaa', bytes: Buffer.alloc(32, 1) }, previous: null };
let scene: ADatabase;
let database: Database;
let server: TokenServer;
let inboxId: string;

beforeAll(async () => {
  scene = await aDatabase(12);
  database = scene.database;
});
afterAll(() => scene.drop());
beforeEach(async () => {
  server = await startTokenServer({ singleUse: true });
  inboxId = (await anInbox(database)).id;
  await grantIs('refresh-0');
});
afterEach(() => server.stop());

async function grantIs(refreshToken: string): Promise<void> {
  const { tokenEndpoint, clientId, clientSecret, scope } = server.grant;
  await database.query(`update inboxes set settings = settings || $2::jsonb where id = $1`, [
    inboxId,
    JSON.stringify({ grant: { tokenEndpoint, clientId, scope } }),
  ]);
  const secrets = sealGrant(keys, inboxId, { clientSecret, refreshToken });
  await database.transaction((tx) => saveGrant(tx, inboxId, secrets));
}
const aWorker = async () => new InboxTokens(await scene.another(), keys).of(inboxId);
const set = (change: string) => database.query(`update oauth_grants set ${change} where inbox_id = $1`, [inboxId]);
const storedRefreshToken = async (): Promise<string> => {
  const [row] = await database.query<{ secrets: Buffer }>('select secrets from oauth_grants where inbox_id = $1', [
    inboxId,
  ]);
  return openGrant(keys, inboxId, row?.secrets ?? Buffer.alloc(0)).refreshToken;
};

describe('access tokens of an inbox', () => {
  it('are fetched once for all workers that need one at the same moment, and the new refresh token is kept', async () => {
    const workers = [await aWorker(), await aWorker(), await aWorker()];
    const given = await Promise.all([...workers, ...workers, ...workers].map((accessToken) => accessToken()));
    expect(new Set(given)).toEqual(new Set(['access-0']));
    expect(server.asked).toHaveLength(1);
    expect(await storedRefreshToken()).toBe('refresh-1');
  });

  it('are fetched again shortly before they end, each time by the newest refresh token', async () => {
    const accessToken = await aWorker();
    expect(await accessToken()).toBe('access-0');
    expect(await accessToken()).toBe('access-0');
    await set(`access_expires_at = now() + interval '50 seconds'`);
    expect(await accessToken()).toBe('access-1');
    expect(server.asked.map((form) => form['refresh_token'])).toEqual(['refresh-0', 'refresh-1']);
  });

  it('are replaced once when several connections are turned away with the same one', async () => {
    const [one, two] = [await aWorker(), await aWorker()];
    const refused = await one();
    expect(await Promise.all([one(refused), two(refused), one(refused)])).toEqual(Array(3).fill('access-1'));
    expect(server.asked).toHaveLength(2);
  });

  it('are stored sealed', async () => {
    await (
      await aWorker()
    )();
    const [row] = await database.query<{ text: string }>(
      `select encode(secrets, 'escape') || encode(access, 'escape') as text from oauth_grants where inbox_id = $1`,
      [inboxId],
    );
    expect(row?.text).not.toMatch(/access-0|refresh-1|client-secret/);
  });

  it('can be fetched by another worker when the one that was at it has died', async () => {
    server.next('silence');
    const dead = (await aWorker())().catch(() => 'ended by its own patience');
    await eventually(() => server.asked.length === 1);
    await set(`leased_until = now() - interval '1 second'`);
    expect(await (await aWorker())()).toBe('access-0');
    await server.stop();
    await dead;
    expect(await storedRefreshToken()).toBe('refresh-1');
  });

  it('come from the grant that was saved last, also when an older one is just being renewed', async () => {
    server.next('silence');
    const old = (await aWorker())().catch(() => null);
    await eventually(() => server.asked.length === 1);
    await grantIs('refresh-0');
    expect(await (await aWorker())()).toBe('access-0');
    await server.stop();
    await old;
    expect(await storedRefreshToken()).toBe('refresh-1');
  });
});

describe('a grant that has ended', () => {
  const failure = async (): Promise<unknown> => (await aWorker())().catch((error: unknown) => error);

  it('is reported as such, and its endpoint is left alone until the pause is over', async () => {
    server.next({ status: 400, body: { error: 'invalid_grant', error_description: 'Token has been revoked.' } });
    const expected = {
      code: 'channel.token_grant',
      retryable: true,
      message: expect.stringContaining('invalid_grant: Token has been revoked.'),
    };
    await set('failures = 20');
    expect(await failure()).toMatchObject(expected);
    expect(await failure()).toMatchObject(expected);
    expect(server.asked).toHaveLength(1);
    const [row] = await database.query<{ waits: boolean; failures: number }>(
      `select next_attempt_at between now() + interval '100 seconds' and now() + interval '5 minutes' as waits, failures
       from oauth_grants where inbox_id = $1`,
      [inboxId],
    );
    expect(row).toEqual({ waits: true, failures: 21 });
  });

  it('works again once it is renewed at the provider and somebody tries', async () => {
    server.next({ status: 400, body: { error: 'invalid_grant' } });
    await set('failures = 20');
    await failure();
    await retryGrantNow(database, inboxId);
    expect(await (await aWorker())()).toBe('access-0');
    const [row] = await database.query('select failures, error_code from oauth_grants where inbox_id = $1', [inboxId]);
    expect(row).toEqual({ failures: 0, error_code: null });
  });

  it('is missed by name in an inbox that never had one', async () => {
    await database.query('delete from oauth_grants where inbox_id = $1', [inboxId]);
    expect(await failure()).toMatchObject({ code: 'channel.token_grant', retryable: true });
  });
});
