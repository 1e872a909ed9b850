import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, password, type SignedIn, type TestApp } from '../testing/test-app.js';

describe('sessions', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  const isAlive = async (client: { get: SignedIn['get'] }) => (await client.get('/api/session')).status === 200;
  const age = (agent: SignedIn, change: string) =>
    test.database.query(`update sessions set ${change} where agent_id = $1`, [agent.id]);

  it.each([
    ['11 hours idle', `last_seen_at = now() - interval '11 hours 59 minutes'`, true],
    ['12 hours idle', `last_seen_at = now() - interval '12 hours 1 second'`, false],
    ['almost 7 days old', `created_at = now() - interval '6 days 23 hours'`, true],
    ['7 days old and busy', `created_at = now() - interval '7 days 1 second'`, false],
  ])('after %s lives: %s', async (_, change, alive) => {
    const agent = await test.agent();
    await age(agent, change);
    expect(await isAlive(agent)).toBe(alive);
  });

  it('stays alive while it is used', async () => {
    const agent = await test.agent();
    await age(agent, `last_seen_at = now() - interval '11 hours'`);
    await agent.get('/api/session');
    await age(agent, `last_seen_at = last_seen_at - interval '11 hours'`);
    expect(await isAlive(agent)).toBe(true);
  });

  it('lists where one is signed in and ends one of them', async () => {
    const agent = await test.agent();
    const other = test.stranger();
    await other.post('/api/session', { email: agent.email, password }, { 'user-agent': 'Another browser' });
    const { body: sessions } = await agent.get('/api/sessions');
    expect(sessions.map((each: { userAgent: string; current: boolean }) => each.current).sort()).toEqual([false, true]);
    const theOther = sessions.find((each: { userAgent: string }) => each.userAgent === 'Another browser');
    expect((await agent.delete(`/api/sessions/${theOther.id}`)).status).toBe(204);
    expect(await isAlive(other)).toBe(false);
    expect(await isAlive(agent)).toBe(true);
    expect((await agent.delete(`/api/sessions/${theOther.id}`)).status).toBe(404);
  });

  it('ends nobody else’s session', async () => {
    const [agent, admin] = [await test.agent(), await test.agent('admin')];
    const { body } = await agent.get('/api/session');
    expect((await admin.delete(`/api/sessions/${body.id}`)).status).toBe(404);
    expect(await isAlive(agent)).toBe(true);
  });

  it('ends at signing out, and the cookie goes', async () => {
    const agent = await test.agent();
    const { cookie } = agent;
    const out = await agent.delete('/api/session');
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([204, expect.stringMatching(/^diwan=; /)]);
    agent.cookie = cookie;
    expect(await isAlive(agent)).toBe(false);
  });

  it('dies with the agent’s account', async () => {
    const [agent, admin] = [await test.agent(), await test.agent('admin')];
    expect((await admin.patch(`/api/agents/${agent.id}`, { active: false })).status).toBe(200);
    expect(await isAlive(agent)).toBe(false);
    await admin.patch(`/api/agents/${agent.id}`, { active: true });
    expect(await isAlive(agent)).toBe(false);
  });

  it.each(['diwan=', 'diwan=forged', `diwan=${'a'.repeat(5000)}`, 'diwan=%00', '__Host-diwan=x', ';;='])(
    'takes %j for nobody',
    async (cookie) => {
      const stranger = test.stranger();
      stranger.cookie = cookie;
      expect((await stranger.get('/api/session')).status).toBe(401);
    },
  );

  it('changes what the agent may do as soon as the role changes', async () => {
    const [agent, admin] = [await test.agent('manager'), await test.agent('admin')];
    expect((await agent.get('/api/audit')).status).toBe(200);
    await admin.patch(`/api/agents/${agent.id}`, { role: 'agent' });
    expect((await agent.get('/api/audit')).status).toBe(403);
  });
});
