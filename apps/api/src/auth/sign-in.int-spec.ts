import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, password, type TestApp } from '../testing/test-app.js';
import { statusesOf } from '../testing/test-client.js';

describe('signing in', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  const signIn = (email: string, secret = password) =>
    test.stranger().post('/api/session', { email, password: secret });

  it('answers a wrong password and an unknown account alike', async () => {
    const { email } = await test.agent();
    const wrong = await signIn(email, 'not the password');
    const unknown = await signIn('nobody@diwan.test');
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(wrong.body.code).toBe('session.wrong_credentials');
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('gives a cookie that scripts and other sites do not get', async () => {
    const { email } = await test.agent();
    const { status, headers, body } = await signIn(` ${email.toUpperCase()} `);
    expect(status).toBe(200);
    expect(body.agent.email).toBe(email);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^diwan=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('keeps only a hash of the token', async () => {
    const agent = await test.agent();
    const token = agent.cookie.split('=')[1] ?? '';
    const rows = await test.database.query<{ row: string }>('select s::text as row from sessions s');
    expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toBe(false);
  });

  it('stops guessing at one account after ten tries, also when they come together', async () => {
    const { email } = await test.agent();
    const guesses = await Promise.all(Array.from({ length: 16 }, (_, n) => signIn(email, `wrong guess ${n}`)));
    const statuses = statusesOf(guesses);
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(6).fill(429)]);
    const right = await signIn(email);
    expect([right.status, right.body.code]).toEqual([429, 'request.too_many']);
    await test.database.query(`update sign_in_attempts set at = at - interval '16 minutes' where email = $1`, [email]);
    expect((await signIn(email)).status).toBe(200);
  });

  it('throttles an account that does not exist just the same', async () => {
    for (let n = 0; n < 10; n++) await signIn('ghost@diwan.test');
    expect((await signIn('ghost@diwan.test')).status).toBe(429);
  });

  it('stops guessing from one address at many accounts', async () => {
    const { email } = await test.agent();
    await test.database.query(
      `insert into sign_in_attempts (email, address) select 'guess-' || n, '127.0.0.1' from generate_series(1, 50) n`,
    );
    expect((await signIn(email)).status).toBe(429);
    await test.database.query('delete from sign_in_attempts');
    expect((await signIn(email)).status).toBe(200);
  });

  it('believes X-Forwarded-For of nobody unless told to', async () => {
    const { email } = await test.agent();
    const signedIn = await test
      .stranger()
      .post('/api/session', { email, password }, { 'x-forwarded-for': '203.0.113.9' });
    const [row] = await test.database.query<{ address: string }>('select address from sessions where id = $1', [
      signedIn.body.id,
    ]);
    expect(row?.address).toBe('127.0.0.1');
  });

  it.each([
    ['an inactive agent', 'active = false'],
    ['an agent who has not joined yet', 'password_hash = null'],
  ])('refuses %s like an unknown account', async (_, change) => {
    const { id, email } = await test.agent();
    await test.database.query(`update agents set ${change} where id = $1`, [id]);
    expect((await signIn(email)).body.code).toBe('session.wrong_credentials');
  });
});

describe('behind TLS', () => {
  it('binds the cookie to the host, and takes it away again', async () => {
    const test = await createTestApp({ env: { DIWAN_PUBLIC_URL: 'https://diwan.example' } });
    try {
      const agent = await test.agent();
      const headers = { origin: 'https://diwan.example' };
      const again = await test.stranger().post('/api/session', { email: agent.email, password }, headers);
      expect(again.headers.getSetCookie()[0]).toMatch(
        /^__Host-diwan=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect(again.headers.get('strict-transport-security')).toMatch(/max-age/);
      const out = await agent.delete('/api/session');
      // Browsers ignore a __Host- cookie without Secure, also one that deletes.
      expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-diwan=; .*Secure/);
    } finally {
      await test.close();
    }
  });
});
