import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aQueue, aServingAgent, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { statusesOf } from '../../testing/test-client.js';
import { routeTickets } from '../assignment/route-tickets.js';
import { runMoves } from '../moves/run-move.js';

let test: TestApp;
let queue: AnInbox;
let lead: SignedIn;
let absent: SignedIn;
let at: string;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  queue = await aQueue(test.database, { distribution: 'manual' });
  lead = await test.agent('lead', [queue.queueId]);
  absent = await test.agent('agent', [queue.queueId]);
  await absent.put('/api/me/presence', { channels: ['email'], state: 'available' });
  at = `/api/agents/${absent.id}`;
});
afterAll(() => test.close());

const base = { channels: ['email'], state: 'away', reason: 'other' };
const nobody = { to: 'nobody' };
const to = (...agentIds: string[]) => ({ to: 'agents', agentIds });

/** Two open tickets and a pending one. */
async function carried(): Promise<string[]> {
  const tickets = await waitingTickets(test.database, queue, Array(3).fill({ assigneeId: absent.id }));
  await test.database.query(`update ticket_standings set status = 'pending' where ticket_id = $1`, [tickets[2]]);
  return tickets;
}
const open = (handOver: object, count = 2) => ({ status: 'open', count, handOver });
const pending = (handOver: object, count = 1) => ({ status: 'pending', count, handOver });

describe('covering for somebody', () => {
  it('counts first, and then does with each status what was decided, in one request', async () => {
    const tickets = await carried();
    expect((await lead.get(`${at}/open-work`)).body).toEqual([
      { status: 'open', count: 2 },
      { status: 'pending', count: 1 },
    ]);
    const openWork = [open(nobody), pending(to(lead.id))];
    const { status, body } = await lead.post(`${at}/absence`, { ...base, openWork });
    expect([status, body.moves.map((move: { moved: number }) => move.moved)]).toEqual([200, [2, 1]]);
    expect(body.presence.channels[0]).toMatchObject({ state: 'away', reason: 'other', until: null });
    expect(await assigneesOf(test.database, tickets)).toEqual([null, null, lead.id]);
  });

  it('is one move with one way back where everything goes to the same place, as evenly as can be', async () => {
    const tickets = await carried();
    const colleague = await aServingAgent(test.database, queue.queueId);
    const spread = to(lead.id, colleague);
    const openWork = [open(spread), pending(spread)];
    const { body } = await lead.post(`${at}/absence`, { ...base, openWork });
    expect(body.moves).toHaveLength(1);
    const shares = await assigneesOf(test.database, tickets);
    expect(shares.filter((each) => each === colleague).length).toBeGreaterThanOrEqual(1);
    expect(new Set(shares)).toEqual(new Set([lead.id, colleague]));
    await lead.post(`/api/moves/${body.moves[0].id}/undo`, {});
    expect(await assigneesOf(test.database, tickets)).toEqual(Array(3).fill(absent.id));
  });

  it('keeps what is to be kept, and gives nothing new to who is absent', async () => {
    const assigning = await aQueue(test.database);
    const away = await test.agent('agent', [assigning.queueId, queue.queueId]);
    await away.put('/api/me/presence', { channels: ['email'], state: 'available' });
    const kept = await waitingTickets(test.database, queue, [{ assigneeId: away.id }]);
    const fresh = await waitingTickets(test.database, assigning, [{}]);
    const keep = { ...open({ to: 'keep' }, 1) };
    const { body } = await lead.post(`/api/agents/${away.id}/absence`, { ...base, openWork: [keep] });
    await routeTickets(test.database);
    expect([body.moves, await assigneesOf(test.database, [...kept, ...fresh])]).toEqual([[], [away.id, null]]);
  });

  it('until a time: colleagues see it, and then everything untouched goes back', async () => {
    const tickets = await carried();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await lead.post(`${at}/absence`, { ...base, until, openWork: [open(to(lead.id))] });
    const board = (await lead.get('/api/board')).body;
    const row = board.agents.find((each: { id: string }) => each.id === absent.id);
    expect(row.channels[0]).toMatchObject({ state: 'away', until });
    await test.database.query('update moves set back_at = now() where back_at is not null');
    await runMoves(test.database);
    expect(await assigneesOf(test.database, tickets)).toEqual(Array(3).fill(absent.id));
    const past = await lead.post(`${at}/absence`, { ...base, until: '2020-01-01T00:00:00.000Z', openWork: [] });
    expect([past.status, past.body.errors]).toEqual([400, [{ path: 'until', code: 'in_the_past' }]]);
  });

  it('does nothing at all, also to their state, when the tickets are not those that were counted', async () => {
    const tickets = await carried();
    const { status, body } = await lead.post(`${at}/absence`, { ...base, openWork: [open(nobody, 1)] });
    expect([status, body.code]).toEqual([409, 'move.selection_changed']);
    expect(await assigneesOf(test.database, tickets)).toEqual(Array(3).fill(absent.id));
    expect((await absent.get('/api/me/presence')).body.channels[0].state).toBe('available');
  });

  it('is for those who lead them, who see only what is theirs to see; nothing goes to the absent themselves', async () => {
    await carried();
    const elsewhere = await aQueue(test.database);
    await waitingTickets(test.database, elsewhere, [{ assigneeId: absent.id }]);
    expect((await lead.get(`${at}/open-work`)).body[0]).toEqual({ status: 'open', count: 2 });
    const manager = await test.agent('manager');
    expect((await manager.get(`${at}/open-work`)).body[0]).toEqual({ status: 'open', count: 3 });
    const stranger = await test.agent('lead');
    expect((await stranger.get(`${at}/open-work`)).status).toBe(404);
    expect((await stranger.post(`${at}/absence`, { ...base, openWork: [] })).status).toBe(404);
    expect((await absent.post(`${at}/absence`, { ...base, openWork: [] })).status).toBe(403);
    const itself = await lead.post(`${at}/absence`, { ...base, openWork: [open(to(absent.id))] });
    expect([itself.status, itself.body.code]).toEqual([400, 'move.unknown_target']);
  });
});

describe('two leads who cover the same agent at once', () => {
  it('move each ticket once: the second is told that it is done', async () => {
    const tickets = await carried();
    const second = await test.agent('lead', [queue.queueId]);
    const answers = await Promise.all(
      [lead, second].map((who) => who.post(`${at}/absence`, { ...base, openWork: [open(to(who.id))] })),
    );
    expect(statusesOf(answers)).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? lead.id : second.id;
    expect(await assigneesOf(test.database, tickets)).toEqual([winner, winner, absent.id]);
    const moves = await test.database.query('select 1 from moves where agent_id = any($1)', [[lead.id, second.id]]);
    expect(moves).toHaveLength(1);
  });

  it('and who repeats a request that got lost gets the first answer', async () => {
    await carried();
    const body = { ...base, openWork: [open(nobody)] };
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const [one, other] = [
      await lead.post(`${at}/absence`, body, headers),
      await lead.post(`${at}/absence`, body, headers),
    ];
    expect([other.status, other.body.moves]).toEqual([200, one.body.moves]);
  });
});

it('nothing is given to somebody at the moment in which a lead covers for them', async () => {
  const assigning = await aQueue(test.database);
  const away = await test.agent('agent', [assigning.queueId, queue.queueId]);
  await away.put('/api/me/presence', { channels: ['email'], state: 'available' });
  const tickets = await waitingTickets(test.database, assigning, Array(8).fill({}));
  const routing = routeTickets(test.database);
  const answer = await lead.post(`/api/agents/${away.id}/absence`, { ...base, openWork: [] });
  const after = await assigneesOf(test.database, tickets);
  await routing;
  expect([answer.status, await assigneesOf(test.database, tickets)]).toEqual([200, after]);
});
