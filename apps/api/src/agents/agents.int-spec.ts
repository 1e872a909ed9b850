import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anInbox } from '../testing/an-inbox.js';
import { createTestApp, password, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';
import { statusesOf } from '../testing/test-client.js';

let test: TestApp;
let admin: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
  admin = await test.agent('admin');
});
afterAll(() => test.close());

let invited = 0;
async function invite(differs: object = {}) {
  const email = `new-${++invited}@diwan.test`;
  const { status, body } = await admin.post('/api/agents', {
    name: 'New',
    email,
    role: 'agent',
    teamIds: [],
    ...differs,
  });
  expect(status).toBe(201);
  return { email, path: `/api/invitations/${body.path.slice('/invite/'.length)}`, id: body.agent.id as string };
}

describe('an invitation', () => {
  it('shows who is invited where, and lets them choose a password', async () => {
    const { path, email } = await invite();
    const newcomer = test.stranger();
    expect((await newcomer.get(path)).body).toEqual({ name: 'New', email, organisationName: 'Diwan' });
    expect((await newcomer.post(path, { password })).status).toBe(200);
    expect((await newcomer.get('/api/session')).body.agent.email).toBe(email);
  });

  it('works once, also for two at the same time', async () => {
    const { path } = await invite();
    const answers = await Promise.all([1, 2, 3].map(() => test.stranger().post(path, { password })));
    expect(statusesOf(answers)).toEqual([200, 404, 404]);
    expect((await test.stranger().get(path)).status).toBe(404);
  });

  it('works for 24 hours', async () => {
    const { path, id } = await invite();
    const [row] = await test.database.query<{ hours: number }>(
      `select extract(epoch from expires_at - now())::float8 / 3600 as hours from invitations where agent_id = $1`,
      [id],
    );
    expect(row?.hours).toBeCloseTo(24, 1);
    await test.database.query('update invitations set expires_at = now() where agent_id = $1', [id]);
    expect((await test.stranger().get(path)).body.code).toBe('invitation.invalid');
    expect((await test.stranger().post(path, { password })).body.code).toBe('invitation.invalid');
  });

  it('replaces the one before', async () => {
    const { path, id } = await invite();
    const { body } = await admin.post(`/api/agents/${id}/invitation`, {});
    expect((await test.stranger().post(path, { password })).status).toBe(404);
    expect((await test.stranger().post(`/api/invitations/${body.path.slice(8)}`, { password })).status).toBe(200);
  });

  it('is worth nothing once the agent is deactivated', async () => {
    const { path, id } = await invite();
    await admin.patch(`/api/agents/${id}`, { active: false });
    expect((await test.stranger().post(path, { password })).body.code).toBe('invitation.invalid');
  });

  it('ends the sessions that the old password opened', async () => {
    const agent = await test.agent();
    const { body } = await admin.post(`/api/agents/${agent.id}/invitation`, {});
    await test.stranger().post(`/api/invitations/${body.path.slice(8)}`, { password: 'another password' });
    expect((await agent.get('/api/session')).status).toBe(401);
    expect((await test.stranger().post('/api/session', { email: agent.email, password })).status).toBe(401);
  });

  it('is kept as a hash', async () => {
    const { path } = await invite();
    const rows = await test.database.query<{ row: string }>('select i::text as row from invitations i');
    expect(rows.some(({ row }) => row.includes(path.split('/').at(-1) ?? ''))).toBe(false);
  });

  it('goes to an address once', async () => {
    const again = await admin.post('/api/agents', { name: 'X', email: admin.email, role: 'agent', teamIds: [] });
    expect([again.status, again.body.code]).toEqual([409, 'agent.email_taken']);
  });
});

describe('an agent', () => {
  it('cannot be the last admin to go', async () => {
    const refused = await admin.patch(`/api/agents/${admin.id}`, { role: 'agent' });
    expect([refused.status, refused.body.code]).toEqual([409, 'agent.last_admin']);
    expect((await admin.patch(`/api/agents/${admin.id}`, { active: false })).status).toBe(409);
    // Somebody who has not joined yet cannot take over.
    await invite({ role: 'admin' });
    expect((await admin.patch(`/api/agents/${admin.id}`, { role: 'lead' })).status).toBe(409);
  });

  it('leaves an admin behind when two admins resign at once', async () => {
    for (let round = 0; round < 3; round++) {
      const other = await test.agent('admin');
      const answers = await Promise.all(
        [admin, other].map((each) => each.patch(`/api/agents/${each.id}`, { role: 'agent' })),
      );
      expect(statusesOf(answers)).toEqual([200, 409]);
      if (answers[0]?.status === 200) admin = other;
    }
  });

  describe('who leaves with unsolved tickets', () => {
    let agent: SignedIn;
    let open: OpenedTicket;
    let solved: OpenedTicket;
    beforeEach(async () => {
      const inbox = await anInbox(test.database);
      agent = await test.agent('agent', [inbox.queueId]);
      [open, solved] = [await test.mail(inbox), await test.mail(inbox)];
      for (const { number } of [open, solved]) {
        await agent.post(`/api/tickets/${number}/assign`, { assigneeId: agent.id, version: 1 });
      }
      await agent.post(`/api/tickets/${solved.number}/solve`, { version: 2 });
    });
    const leave = (handOver?: object) => admin.patch(`/api/agents/${agent.id}`, { active: false, handOver });
    const assigneeOf = async ({ number }: OpenedTicket) =>
      (await admin.get(`/api/tickets/${number}`)).body.assignee?.id;

    it('stays until somebody says what becomes of them', async () => {
      const { status, body } = await leave();
      expect([status, body.code, body.params]).toEqual([409, 'agent.has_tickets', { count: 1 }]);
      expect((await agent.get('/api/session')).status).toBe(200);
    });

    it('leaves them to their queues when so decided, in a move that can be undone', async () => {
      expect((await leave({ to: 'nobody' })).status).toBe(200);
      expect([await assigneeOf(open), await assigneeOf(solved)]).toEqual([undefined, agent.id]);
      const { items } = (await admin.get('/api/moves?limit=1')).body;
      expect(items[0]).toMatchObject({ selection: { assigneeId: agent.id }, moved: 1 });
      const timeline = await admin.get(`/api/tickets/${open.number}/timeline`);
      expect(timeline.body.items.at(-1).event.type).toBe('ticket.moved');
    });

    it('hands them over to colleagues, not to somebody who has gone', async () => {
      const heir = await test.agent();
      await test.database.query('update agents set active = false where id = $1', [heir.id]);
      expect((await leave({ to: 'agents', agentIds: [heir.id] })).body.code).toBe('move.unknown_target');
      await test.database.query('update agents set active = true where id = $1', [heir.id]);
      expect((await leave({ to: 'agents', agentIds: [heir.id] })).status).toBe(200);
      expect(await assigneeOf(open)).toBe(heir.id);
    });
  });

  it('never ends up gone and with a ticket, whoever is faster', async () => {
    const inbox = await anInbox(test.database);
    for (let round = 0; round < 4; round++) {
      const [agent, ticket] = [await test.agent(), await test.mail(inbox)];
      await Promise.all([
        admin.post(`/api/tickets/${ticket.number}/assign`, { assigneeId: agent.id, version: 1 }),
        admin.patch(`/api/agents/${agent.id}`, { active: false, handOver: { to: 'nobody' } }),
      ]);
      expect((await admin.get(`/api/tickets/${ticket.number}`)).body.assignee).toBeNull();
    }
  });

  it('is known by name and team to colleagues, never by password', async () => {
    const agent = await test.agent();
    const { body, text } = await agent.get('/api/agents');
    expect(body.find((each: { id: string }) => each.id === agent.id)).toMatchObject({ teamIds: [agent.teamId] });
    expect(text).not.toMatch(/argon|password/i);
  });

  it('was last seen when there was a sign of life', async () => {
    const agent = await test.agent();
    const seen = async () =>
      (await admin.get('/api/agents')).body.find((each: { id: string }) => each.id === agent.id).lastSeenAt;
    expect(await seen()).toBeNull();
    await agent.put('/api/me/presence', { channels: ['email'], state: 'available' });
    expect(Date.parse(await seen())).not.toBeNaN();
  });

  it('is not found under an unknown id', async () => {
    const unknown = '01890000-0000-7000-8000-000000000000';
    expect((await admin.patch(`/api/agents/${unknown}`, { name: 'X' })).status).toBe(404);
    expect((await admin.post(`/api/agents/${unknown}/invitation`, {})).status).toBe(404);
  });
});

describe('a team', () => {
  it('decides what its members see, from the next request on', async () => {
    const inbox = await anInbox(test.database);
    const [agent, ticket] = [await test.agent(), await test.mail(inbox)];
    const read = async () => (await agent.get(`/api/tickets/${ticket.number}`)).status;
    expect(await read()).toBe(404);
    const team = await admin.post('/api/teams', { name: 'Second level', queueIds: [inbox.queueId] });
    await admin.patch(`/api/agents/${agent.id}`, { teamIds: [team.body.id] });
    expect(await read()).toBe(200);
    await admin.put(`/api/teams/${team.body.id}`, { name: 'Second level', queueIds: [] });
    expect(await read()).toBe(404);
  });

  it('has a name of its own', async () => {
    await admin.post('/api/teams', { name: 'Taken', queueIds: [] });
    expect((await admin.post('/api/teams', { name: 'Taken', queueIds: [] })).body.code).toBe('team.name_taken');
    const other = await admin.post('/api/teams', { name: 'Other', queueIds: [] });
    expect((await admin.put(`/api/teams/${other.body.id}`, { name: 'Taken', queueIds: [] })).status).toBe(409);
    expect((await admin.put(`/api/teams/${admin.id}`, { name: 'Nobody', queueIds: [] })).status).toBe(404);
  });

  it('gets a new name without losing its queues, though two rename at once', async () => {
    const inbox = await anInbox(test.database);
    const teams = await Promise.all(
      ['North', 'South'].map((name) => admin.post('/api/teams', { name, queueIds: [inbox.queueId] })),
    );
    const renamed = await Promise.all(
      teams.map(({ body }) => admin.put(`/api/teams/${body.id}`, { name: 'Centre', queueIds: [inbox.queueId] })),
    );
    expect(statusesOf(renamed)).toEqual([200, 409]);
  });
});
