import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aQueue, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { routeTickets } from '../assignment/route-tickets.js';
import { endAbsences } from './end-absences.js';

let test: TestApp;
let queue: AnInbox;
let lead: SignedIn;
let agent: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  queue = await aQueue(test.database, { distribution: 'assign' });
  lead = await test.agent('lead', [queue.queueId]);
  agent = await test.agent('agent', [queue.queueId]);
});
afterAll(() => test.close());

const declare = (state: string, more: object = {}) =>
  agent.put('/api/me/presence', { channels: ['email', 'chat'], state, ...more });
const cover = (more: object = {}) =>
  lead.post(`/api/agents/${agent.id}/absence`, {
    channels: ['email', 'chat'], state: 'away', reason: 'other', openWork: [],
    until: new Date(Date.now() + 3_600_000).toISOString(), ...more,
  }); // prettier-ignore
/** The clock stands at the end of every absence, and all workers look. */
const comes = async () => {
  await test.database.query('update presences set until = now() where until is not null');
  await Promise.all([1, 2, 3].map(() => endAbsences(test.database)));
};
const said = async () =>
  ((await agent.get('/api/me/presence')).body.channels as { state: string; reason: string; until: string }[]).map(
    ({ state, reason, until }) => [state, reason, until],
  );
const told = async () =>
  (
    await test.database.query<{ payload: object }>(
      `select payload from events where type = 'agent.presence_changed' and payload->>'id' = $1 and actor_kind = 'system'`,
      [agent.id],
    )
  ).map(({ payload }) => payload);

describe('an absence with an end', () => {
  it('ends once, with what was before it', async () => {
    await declare('available');
    expect((await cover()).status).toBe(200);
    await endAbsences(test.database);
    expect((await said())[0]?.[0]).toBe('away');
    await comes();
    expect(await said()).toEqual(Array(2).fill(['available', null, null]));
    const payload = { id: agent.id, channels: ['chat', 'email'], state: 'available', reason: null, reasonName: null };
    expect(await told()).toEqual([{ ...payload, until: null, cause: 'until' }]);
  });

  it('ends on each channel with what was said there', async () => {
    await declare('away', { reason: 'lunch' });
    await agent.put('/api/me/presence', { channels: ['email'], state: 'available' });
    await cover();
    await comes();
    expect(await said()).toEqual([['away', 'lunch', null], ['available', null, null]]); // prettier-ignore
    expect(await told()).toHaveLength(2);
  });

  it('ends with what was before the first, when it was prolonged', async () => {
    await declare('available');
    await cover();
    await cover({ until: new Date(Date.now() + 7_200_000).toISOString(), state: 'offline', reason: null });
    await comes();
    expect(await said()).toEqual(Array(2).fill(['available', null, null]));
  });

  it('ends offline for whom nobody had heard of', async () => {
    await cover();
    await comes();
    expect(await said()).toEqual(Array(2).fill(['offline', null, null]));
  });

  it.each([
    ['said something themselves', () => declare('away', { reason: 'meeting' }), ['away', 'meeting', null]],
    ['were covered until further notice', () => cover({ until: null }), ['away', 'other', null]],
  ])('ends nothing where they %s since', async (_, change, then) => {
    await declare('available');
    await cover();
    await change();
    await comes();
    expect(await said()).toEqual(Array(2).fill(then));
    expect(await told()).toEqual([]);
  });

  it('gives work again to who is there, and nothing to who is not', async () => {
    await declare('available');
    await cover();
    await comes();
    const tickets = await waitingTickets(test.database, queue, [{}]);
    await test.database.query(`update heartbeats set at = now() - interval '1 hour'`);
    await routeTickets(test.database);
    expect(await assigneesOf(test.database, tickets)).toEqual([null]);
    await test.database.query('update heartbeats set at = now() where agent_id = $1', [agent.id]);
    await routeTickets(test.database);
    expect(await assigneesOf(test.database, tickets)).toEqual([agent.id]);
  });
});
