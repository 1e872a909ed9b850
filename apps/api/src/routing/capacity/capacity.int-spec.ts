import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aQueue, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { routeTickets } from '../assignment/route-tickets.js';

const common = { capacity: 100, channelWeights: { phone: 100, chat: 25, email: 10 } };
let test: TestApp;
let manager: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
  manager = await test.agent('manager');
});
afterAll(() => test.close());

async function anAvailableAgent(): Promise<{ queue: AnInbox; agent: SignedIn; at: string }> {
  const queue = await aQueue(test.database);
  const agent = await test.agent('agent', [queue.queueId]);
  await agent.put('/api/me/presence', { channels: ['email'], state: 'available' });
  return { queue, agent, at: `/api/agents/${agent.id}/capacity` };
}

async function given(tickets: readonly string[]): Promise<number> {
  await routeTickets(test.database);
  return (await assigneesOf(test.database, tickets)).filter((each) => each !== null).length;
}

describe('what holds for everybody', () => {
  it('begins with what the documentation says, and is changed by managers only', async () => {
    const lead = await test.agent('lead');
    expect((await lead.get('/api/capacity')).body).toEqual(common);
    expect((await lead.put('/api/capacity', { ...common, expected: common })).status).toBe(403);
    const changed = { capacity: 50, channelWeights: { phone: 50, chat: 20, email: 5 } };
    expect((await manager.put('/api/capacity', { ...changed, expected: common })).body).toEqual(changed);
    const stale = await manager.put('/api/capacity', { ...common, capacity: 9, expected: common });
    expect([stale.status, stale.body.code]).toEqual([409, 'settings.stale_version']);
    const { agent, at } = await anAvailableAgent();
    expect((await agent.get('/api/me/presence')).body.capacity).toBe(50);
    await manager.put('/api/capacity', { ...common, expected: changed });
    expect((await agent.get('/api/me/presence')).body.capacity).toBe(100);
    expect((await lead.put(at, { capacity: 5, channelWeights: {} })).status).toBe(403);
  });

  it.each([
    ['a capacity below nothing', { capacity: -1 }, 'capacity', 'too_small'],
    ['a capacity beyond all hands', { capacity: 1_001 }, 'capacity', 'too_big'],
    ['a part of a ticket', { capacity: 1.5 }, 'capacity', 'invalid_type'],
    ['a weight of nothing', { channelWeights: { phone: 1, chat: 1, email: 0 } }, 'channelWeights.email', 'too_small'],
    ['a channel left out', { channelWeights: { phone: 1, chat: 1 } }, 'channelWeights.email', 'invalid_type'],
  ])('is refused with %s, and says where', async (_, differs, path, code) => {
    const { status, body } = await manager.put('/api/capacity', { ...common, ...differs, expected: common });
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path, code })]]);
  });
});

describe('an agent of their own', () => {
  it('gets what waited as soon as there is more room, and counts with own weights', async () => {
    const { queue, agent, at } = await anAvailableAgent();
    const tickets = await waitingTickets(test.database, queue, Array(12).fill({}));
    await manager.put(at, { capacity: 20, channelWeights: {} });
    expect(await given(tickets)).toBe(2);
    await manager.put(at, { capacity: 40, channelWeights: {} });
    expect(await given(tickets)).toBe(4);
    await manager.put(at, { capacity: 40, channelWeights: { email: 5 } });
    expect(await given(tickets)).toBe(8);
    expect((await agent.get('/api/me/presence')).body).toMatchObject({ load: 40, capacity: 40 });
    await manager.put(at, { capacity: null, channelWeights: {} });
    expect(await given(tickets)).toBe(10);
  });

  it('with capacity 0 gets nothing by itself, and may still take a ticket', async () => {
    const { queue, agent, at } = await anAvailableAgent();
    await manager.put(at, { capacity: 0, channelWeights: { email: 1 } });
    const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
    expect(await given([ticket])).toBe(0);
    const [row] = await test.database.query<{ number: number }>('select number::int from tickets where id = $1', [
      ticket,
    ]);
    const taken = await agent.post(`/api/tickets/${row?.number}/assign`, { assigneeId: agent.id, version: 1 });
    expect([taken.status, (await assigneesOf(test.database, [ticket]))[0]]).toEqual([200, agent.id]);
  });

  it('leaves a record of who changed it to what, which wakes routing', async () => {
    const { agent, at } = await anAvailableAgent();
    await manager.put(at, { capacity: 30, channelWeights: { chat: 30 } });
    const events = await test.database.query(
      `select actor_id as "actorId", payload from events where type = 'capacity.updated' order by id desc limit 1`,
    );
    const payload = { agentId: agent.id, capacity: 30, channelWeights: { chat: 30 } };
    expect(events).toEqual([{ actorId: manager.id, payload }]);
    expect((await manager.put('/api/agents/01890000-0000-7000-8000-000000000000/capacity', payload)).status).toBe(404);
  });
});
