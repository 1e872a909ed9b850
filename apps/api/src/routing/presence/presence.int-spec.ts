import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { presence } from '@diwan/contracts';
import { assigneesOf, aQueue, waitingTickets } from '../../testing/a-queue.js';
import { eventually } from '@diwan/channels/testing/eventually';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { statusesOf } from '../../testing/test-client.js';
import { ReturnToQueue } from '../assignment/return-to-queue.js';
import { routeTickets } from '../assignment/route-tickets.js';
import { expireOffers } from '../offers/expire-offers.js';

let test: TestApp;
let queue: AnInbox;
let agent: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  queue = await aQueue(test.database);
  agent = await test.agent('agent', [queue.queueId]);
});
afterAll(() => test.close());

const available = { channels: ['email'], state: 'available' };
const declare = (body: object) => agent.put('/api/me/presence', body);

describe('presence', () => {
  it('is offline until somebody says otherwise, and declaring it is a sign of life', async () => {
    expect((await agent.get('/api/me/presence')).body).toMatchObject({ present: false, channels: [], load: 0 });
    const { status, body } = await declare(available);
    expect([status, presence.safeParse(body).success]).toEqual([200, true]);
    expect(body).toMatchObject({ present: true, channels: [{ channel: 'email', state: 'available', reason: null }] });
  });

  it('keeps since when while nothing changes', async () => {
    const since = (await declare(available)).body.channels[0].since;
    expect((await declare(available)).body.channels[0].since).toBe(since);
    const away = (await declare({ ...available, state: 'away', reason: 'lunch' })).body.channels[0];
    expect([away.reason, away.since > since]).toEqual(['lunch', true]);
  });

  it.each([
    ['no channel', { channels: [], state: 'available' }],
    ['a channel that there is not', { channels: ['fax'], state: 'available' }],
    ['a channel twice', { channels: ['email', 'email'], state: 'available' }],
    ['what only Diwan says', { channels: ['email'], state: 'not_responding' }],
    ['a reason nobody knows', { channels: ['email'], state: 'away', reason: 'golf' }],
  ])('with %s is refused', async (_, body) => {
    const answer = await declare(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
  });

  it('is kept alive by an open socket', async () => {
    await test.database.query('delete from heartbeats where agent_id = $1', [agent.id]);
    const socket = new WebSocket(`${test.url.replace('http', 'ws')}/api/realtime`, {
      headers: { cookie: agent.cookie },
    });
    await eventually(async () => expect((await agent.get('/api/me/presence')).body.present).toBe(true));
    socket.terminate();
  });

  it('is set for others by leads only', async () => {
    const lead = await test.agent('lead', [queue.queueId]);
    const at = `/api/agents/${agent.id}/presence`;
    expect((await agent.put(at, { ...available, state: 'offline' })).status).toBe(403);
    expect((await lead.put(at, { ...available, state: 'offline' })).body.channels[0].state).toBe('offline');
    const stranger = await test.agent('lead');
    expect((await stranger.put(at, { ...available, state: 'offline' })).status).toBe(404);
    expect((await lead.put('/api/agents/01890000-0000-7000-8000-000000000000/presence', available)).status).toBe(404);
  });
});

it('an offer is load, and no open ticket before it is accepted', async () => {
  const offering = await aQueue(test.database, { distribution: 'offer' });
  const asked = await test.agent('agent', [offering.queueId]);
  await asked.put('/api/me/presence', available);
  await waitingTickets(test.database, offering, [{ assigneeId: asked.id }, {}, {}]);
  await routeTickets(test.database);
  expect((await asked.get('/api/me/presence')).body).toMatchObject({ openTickets: 1, load: 20, capacity: 100 });
});

describe('going away', () => {
  it('keeps one’s tickets unless asked to return them, and then only those that wait for an answer', async () => {
    const tickets = await waitingTickets(test.database, queue, [{ assigneeId: agent.id }, { assigneeId: agent.id }]);
    await test.database.query(`update ticket_standings set status = 'pending' where ticket_id = $1`, [tickets[1]]);
    await declare({ ...available, state: 'away', reason: 'meeting' });
    expect(await assigneesOf(test.database, tickets)).toEqual([agent.id, agent.id]);
    await declare({ ...available, state: 'offline', openWork: 'return' });
    expect(await assigneesOf(test.database, tickets)).toEqual([null, agent.id]);
  });
});

describe('a contact who writes again', () => {
  const wake = async (ticketId: string) => {
    const change = { type: 'ticket.status_changed', payload: { from: 'pending', to: 'open', cause: 'contact_wrote' } };
    const event = {
      ...change,
      id: '1',
      xid: '1',
      ticketId,
      actorKind: 'contact',
      actorId: null,
      at: new Date(),
    } as const;
    await test.database.transaction((tx) => new ReturnToQueue().handle(tx, [event as never]));
  };

  it.each([
    ['stays with who is there', 'assign', available, true],
    ['stays with who is having lunch', 'assign', { ...available, state: 'away', reason: 'lunch' }, true],
    ['does not wait for who went home', 'assign', { ...available, state: 'offline' }, false],
    [
      'stays with who went home where agents take tickets themselves',
      'manual',
      { ...available, state: 'offline' },
      true,
    ],
  ])('%s', async (_, distribution, declaration, stays) => {
    await test.database.query('update queues set distribution = $2 where id = $1', [queue.queueId, distribution]);
    const [ticket = ''] = await waitingTickets(test.database, queue, [{ assigneeId: agent.id }]);
    await declare(declaration);
    await wake(ticket);
    expect(await assigneesOf(test.database, [ticket])).toEqual([stays ? agent.id : null]);
  });
});

describe('an offer', () => {
  beforeEach(async () => {
    queue = await aQueue(test.database, { distribution: 'offer', offerSeconds: 30 });
    agent = await test.agent('agent', [queue.queueId]);
    await declare(available);
  });
  const offered = async () => {
    const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
    await routeTickets(test.database);
    const [offer] = (await agent.get('/api/offers')).body;
    return { ticket, number: offer?.number as number };
  };

  it('is shown to its agent alone and becomes theirs when accepted, once', async () => {
    const { ticket, number } = await offered();
    const other = await test.agent('agent', [queue.queueId]);
    expect((await other.get('/api/offers')).body).toEqual([]);
    expect((await other.post(`/api/offers/${number}/accept`)).body.code).toBe('offer.gone');
    const answers = await Promise.all([1, 2].map(() => agent.post(`/api/offers/${number}/accept`)));
    expect(statusesOf(answers)).toEqual([204, 409]);
    expect(await assigneesOf(test.database, [ticket])).toEqual([agent.id]);
  });

  it('counts as work while it is open, so that nobody is offered more than fits', async () => {
    await test.database.query('update agents set capacity = 10 where id = $1', [agent.id]);
    await waitingTickets(test.database, queue, [{}, {}]);
    await routeTickets(test.database);
    expect((await agent.get('/api/offers')).body).toHaveLength(1);
    expect((await agent.get('/api/me/presence')).body.load).toBe(10);
  });

  it('that was declined goes to the next, and is not made again to who declined it', async () => {
    const { ticket, number } = await offered();
    expect((await agent.post(`/api/offers/${number}/decline`)).status).toBe(204);
    await routeTickets(test.database);
    expect((await agent.get('/api/offers')).body).toEqual([]);
    const next = await test.agent('agent', [queue.queueId]);
    await next.put('/api/me/presence', available);
    await routeTickets(test.database);
    expect((await next.get('/api/offers')).body).toMatchObject([{ number }]);
    expect(await assigneesOf(test.database, [ticket])).toEqual([null]);
  });

  it('that nobody answers in time goes back, once, and its agent is not responding', async () => {
    const { ticket, number } = await offered();
    await test.database.query(`update offers set expires_at = now() where ticket_id = $1`, [ticket]);
    const workers = [test.database, test.database, test.database];
    await Promise.all(workers.map((database) => expireOffers(database)));
    expect((await agent.post(`/api/offers/${number}/accept`)).body.code).toBe('offer.gone');
    expect((await agent.get('/api/me/presence')).body.channels[0].state).toBe('not_responding');
    const passed = await test.database.query(
      `select payload->>'cause' as cause from events where ticket_id = $1 and type = 'ticket.offer_passed'`,
      [ticket],
    );
    expect(passed).toEqual([{ cause: 'timed_out' }]);
  });

  it('is not held against its agent when somebody else took the ticket meanwhile', async () => {
    const { ticket } = await offered();
    const other = await test.agent('agent', [queue.queueId]);
    await test.database.query('update ticket_standings set assignee_id = $2 where ticket_id = $1', [ticket, other.id]);
    expect((await agent.get('/api/offers')).body).toEqual([]);
    await test.database.query(`update offers set expires_at = now() where ticket_id = $1`, [ticket]);
    await expireOffers(test.database);
    expect((await agent.get('/api/me/presence')).body.channels[0].state).toBe('available');
  });

  it('is withdrawn at once from who goes away', async () => {
    const { number } = await offered();
    await declare({ ...available, state: 'away' });
    expect((await agent.get('/api/offers')).body).toEqual([]);
    await declare(available);
    await routeTickets(test.database);
    expect((await agent.get('/api/offers')).body).toMatchObject([{ number }]);
  });

  it('is made one at a time', async () => {
    await waitingTickets(test.database, queue, [{}, {}, {}]);
    await routeTickets(test.database);
    expect((await agent.get('/api/offers')).body).toHaveLength(1);
  });

  it('is void as soon as its ticket waits elsewhere, and cannot be accepted there', async () => {
    const { ticket, number } = await offered();
    const other = await aQueue(test.database, { distribution: 'offer' });
    await test.database.query('update ticket_standings set queue_id = $2 where ticket_id = $1', [
      ticket,
      other.queueId,
    ]);
    expect((await agent.get('/api/offers')).body).toEqual([]);
    expect((await agent.post(`/api/offers/${number}/accept`)).body.code).toBe('offer.gone');
    const there = await test.agent('agent', [other.queueId]);
    await there.put('/api/me/presence', available);
    await routeTickets(test.database);
    expect((await there.get('/api/offers')).body).toMatchObject([{ number }]);
  });

  it('declined for a second time is not made again either', async () => {
    const { ticket, number } = await offered();
    await agent.post(`/api/offers/${number}/decline`);
    await test.database.query('update ticket_standings set waiting_since = now() where ticket_id = $1', [ticket]);
    await routeTickets(test.database);
    expect((await agent.post(`/api/offers/${number}/decline`)).status).toBe(204);
    await routeTickets(test.database);
    expect((await agent.get('/api/offers')).body).toEqual([]);
  });
});
