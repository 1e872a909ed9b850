import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problem } from '@diwan/contracts';
import { anInbox } from '../testing/an-inbox.js';
import type { Answer } from '../testing/test-client.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';

const unknownId = '01890000-0000-7000-8000-000000000000';

describe('a request that cannot be served', () => {
  let test: TestApp;
  let admin: SignedIn;
  let ticket: OpenedTicket;
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.agent('admin');
    ticket = await test.mail(await anInbox(test.database));
  });
  afterAll(() => test.close());

  function expectProblem(answer: Answer, status: number, code: string): void {
    expect([answer.status, answer.body?.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problem.safeParse(answer.body).success).toBe(true);
  }

  it('says where it does not fit and how, and repeats nothing of it', async () => {
    const answer = await admin.post('/api/agents', {
      name: '', email: 'secret-value', role: 'emperor', teamIds: ['secret-value'],
    }); // prettier-ignore
    expectProblem(answer, 400, 'request.invalid');
    expect(answer.body.errors).toEqual([
      { path: 'name', code: 'too_small', params: expect.objectContaining({ minimum: 1 }) },
      { path: 'email', code: 'invalid_format', params: expect.objectContaining({ format: 'email' }) },
      { path: 'role', code: 'invalid_value', params: { values: ['agent', 'lead', 'manager', 'admin'] } },
      { path: 'teamIds.0', code: 'invalid_format', params: expect.objectContaining({ format: 'uuid' }) },
    ]);
    expect(answer.text).not.toMatch(/secret-value|emperor/);
  });

  it.each([
    ['a list without its view', 'GET', '/api/tickets', 'view'],
    ['a page of nothing', 'GET', '/api/tickets?view=all&limit=0', 'limit'],
    ['a page of everything', 'GET', '/api/tickets?view=all&limit=101', 'limit'],
    ['a queue that is no id', 'GET', '/api/tickets?view=all&queueId=1', 'queueId'],
    ['a ticket that is no number', 'GET', '/api/tickets/abc', 'number'],
    ['a ticket beyond all numbers', 'GET', '/api/tickets/99999999999999', 'number'],
    ['an empty search', 'GET', '/api/search?q=%20', 'q'],
    ['a session that is no id', 'DELETE', '/api/sessions/abc', ''],
  ])('%s is invalid', async (_, method, path, where) => {
    const answer = await admin.send(method, path);
    expectProblem(answer, 400, 'request.invalid');
    expect(answer.body.errors.map((each: { path: string }) => each.path)).toEqual([where]);
  });

  const cursors = (...values: unknown[]) =>
    values.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
  it.each([
    'x', '%00', ...cursors(null, 1, ['a'], ['x', unknownId], ['2026-01-01T00:00:00.000Z', 'x'], [`'; drop`, `' or 1=1`]),
  ])('a cursor that nobody gave out (%s) is invalid everywhere', async (cursor) => {
    const pages = ['tickets?view=all&', 'tickets?view=open&order=waiting&', 'search?q=a&', 'audit?', 'suspended-mail?'];
    for (const page of pages) expectProblem(await admin.get(`/api/${page}cursor=${cursor}`), 400, 'request.invalid');
  }); // prettier-ignore

  it.each(['abc', '-1', '1.5', '99999999999', '1e3', ''])('so is the timeline before %j', async (before) => {
    expectProblem(await admin.get(`/api/tickets/${ticket.number}/timeline?before=${before}`), 400, 'request.invalid');
  });

  it('may be no JSON, too much, or of a kind that nobody reads', async () => {
    const send = (raw: string, type: string) =>
      admin.send('POST', '/api/teams', { raw, headers: { 'content-type': type } });
    expectProblem(await send('{"name": ', 'application/json'), 400, 'request.invalid');
    expectProblem(await send('', 'application/json'), 400, 'request.invalid');
    expectProblem(await send('"a text"', 'application/json'), 400, 'request.invalid');
    expectProblem(await send('<team/>', 'application/xml'), 415, 'request.unsupported_media_type');
    expectProblem(await send(`{"name":"${'x'.repeat(1_100_000)}"}`, 'application/json'), 413, 'request.too_large');
    expectProblem(await admin.post('/api/attachments', { name: 'x' }), 415, 'request.unsupported_media_type');
  });

  it('may ask for what there is not', async () => {
    expectProblem(await admin.get('/api/nothing'), 404, 'request.not_found');
    expectProblem(await admin.post('/api/nothing', {}), 404, 'request.not_found');
    expectProblem(await admin.get('/api/tickets/1999999999'), 404, 'request.not_found');
    expectProblem(await admin.get('/files/nothing'), 400, 'request.invalid');
  });

  it.each([
    ['a name', 'PATCH', '/api/me', { name: 'a\u0000b' }],
    ['a team', 'POST', '/api/teams', { name: 'a\u0000b', queueIds: [] }],
    ['an account', 'POST', '/api/session', { email: 'a\u0000b@diwan.test', password: 'x' }],
    ['an organisation', 'PATCH', '/api/organisation', { name: 'a\u0000b' }],
  ])('may hold a NUL in %s, which no text has', async (_, method, path, body) => {
    expectProblem(await admin.send(method, path, { body }), 400, 'request.invalid');
  });

  it('takes half a surrogate pair for a replacement character', async () => {
    const { status, body } = await admin.patch('/api/me', {
      name: 'Half \ud83d',
      preferences: { signature: '\ud83d' },
    });
    expect([status, body.agent?.preferences.signature]).toEqual([200, '\ufffd']);
  });

  it('fails without detail when the fault is ours', async () => {
    await test.database.query('alter table team_queues rename to team_queues_gone');
    try {
      const answer = await admin.get('/api/teams');
      expectProblem(answer, 500, 'server.failed');
      expect(answer.body).toEqual({
        type: expect.any(String), title: 'server.failed', status: 500, code: 'server.failed',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      }); // prettier-ignore
    } finally {
      await test.database.query('alter table team_queues_gone rename to team_queues');
    }
  });

  it('is told nothing of what it may not see', async () => {
    const agent = await test.agent();
    const foreign = await agent.get(`/api/tickets/${ticket.number}`);
    const unknown = await agent.get('/api/tickets/1999999999');
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('finds no other team’s ticket or message under any address', async () => {
    const agent = await test.agent();
    const at = `/api/tickets/${ticket.number}`;
    const version = { version: 1 };
    const reply = { html: '<p>x</p>', lastSeq: 9 };
    const answers = await Promise.all([
      agent.get(at), agent.get(`${at}/timeline`), agent.post(`${at}/read`, { seq: 1 }),
      ...['open', 'pend', 'hold', 'solve'].map((verb) => agent.post(`${at}/${verb}`, version)),
      agent.post(`${at}/assign`, { ...version, assigneeId: agent.id }), agent.post(`${at}/priority`, { ...version, priority: 'low' }),
      agent.post(`${at}/replies`, reply), agent.post(`${at}/notes`, reply),
      agent.get(`/api/messages/${ticket.messageId}/explanation`), agent.get(`/api/messages/${ticket.messageId}/raw`),
      agent.post(`/api/messages/${ticket.messageId}/cancel`, {}), agent.post(`/api/messages/${ticket.messageId}/retry`, {}),
    ]); // prettier-ignore
    for (const answer of answers) expectProblem(answer, 404, 'request.not_found');
    const [{ n } = { n: -1 }] = await test.database.query<{ n: number }>(
      `select count(*)::int as n from events where actor_id = $1 and type <> 'session.started'`,
      [agent.id],
    );
    expect(n).toBe(0);
  });

  it.each([
    ['a team’s queue', 'POST', '/api/teams', { name: 'T', queueIds: [unknownId] }, 201],
    ['an agent’s team', 'POST', '/api/agents', { name: 'T', email: 't@diwan.test', role: 'agent', teamIds: [unknownId] }, 201],
    ['held mail', 'POST', '/api/suspended-mail/discard', { ids: [unknownId] }, 200],
    ['held mail to replay', 'POST', '/api/suspended-mail/replay', { ids: [unknownId] }, 200],
  ])('an unknown id of %s changes nothing', async (_, method, path, body, status) => {
    const answer = await admin.send(method, path, { body });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(unknownId);
  }); // prettier-ignore

  it('refuses a time zone that no calendar knows', async () => {
    expectProblem(await admin.patch('/api/organisation', { timeZone: 'Mars/Olympus' }), 400, 'request.invalid');
    expect((await admin.patch('/api/organisation', { timeZone: 'Asia/Tehran' })).status).toBe(200);
  });
});
