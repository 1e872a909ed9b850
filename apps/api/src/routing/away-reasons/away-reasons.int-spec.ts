import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AwayReason } from '@diwan/contracts';
import { aQueue, waitingTickets } from '../../testing/a-queue.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let manager: SignedIn;
let agent: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
  manager = await test.agent('manager');
  agent = await test.agent('agent');
});
afterAll(() => test.close());

const list = async (): Promise<AwayReason[]> => (await agent.get('/api/away-reasons')).body;
const goAway = (reason: string, who = agent) =>
  who.put('/api/me/presence', { channels: ['email'], state: 'away', reason, openWork: 'return' });
const newest = async (type: string) =>
  (
    await test.database.query<{ payload: object }>(
      'select payload from events where type = $1 order by id desc limit 1',
      [type],
    )
  )[0]?.payload;
const add = async (name: string): Promise<AwayReason> => {
  const { body } = await manager.post('/api/away-reasons', { name });
  return body.find((each: AwayReason) => each.name === name);
};

it('are those that Diwan knows, without a name, until somebody changes them', async () => {
  const keys = ['break', 'lunch', 'prayer', 'meeting', 'training', 'other'];
  expect(await list()).toEqual(keys.map((key) => ({ key, name: null, retired: false })));
});

it('are changed by managers and admins only', async () => {
  const lead = await test.agent('lead');
  const answers = [
    await lead.post('/api/away-reasons', { name: 'Visit' }),
    await lead.put('/api/away-reasons/lunch', { name: 'Mensa' }),
    await lead.put('/api/away-reasons/order', { keys: [] }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
});

describe('a reason', () => {
  it('that was added can be given, renamed and retired; what happened keeps its name', async () => {
    const { key } = await add('Doctor');
    const queue = await aQueue(test.database);
    const sick = await test.agent('agent', [queue.queueId]);
    await waitingTickets(test.database, queue, [{ assigneeId: sick.id }]);
    expect((await goAway(key, sick)).body.channels[0]).toMatchObject({ state: 'away', reason: key });
    await manager.put(`/api/away-reasons/${key}`, { name: 'Appointment', retired: true });
    expect((await list()).at(-1)).toEqual({ key, name: 'Appointment', retired: true });
    expect(await newest('agent.presence_changed')).toMatchObject({ reason: key, reasonName: 'Doctor' });
    expect(await newest('ticket.assigned')).toMatchObject({ cause: 'agent_away', awayFor: { key, name: 'Doctor' } });
    expect((await sick.get('/api/me/presence')).body.channels[0]).toMatchObject({ reason: key });
    const { status, body } = await goAway(key);
    expect([status, body.errors]).toEqual([400, [{ path: 'reason', code: 'unknown_reason' }]]);
    await manager.put(`/api/away-reasons/${key}`, { retired: false });
    expect((await goAway(key)).status).toBe(200);
  });

  it('of Diwan can be renamed, and be called as Diwan calls it again', async () => {
    await manager.put('/api/away-reasons/prayer', { name: 'Quiet time' });
    expect((await list()).find(({ key }) => key === 'prayer')?.name).toBe('Quiet time');
    await manager.put('/api/away-reasons/prayer', { name: null });
    expect((await list()).find(({ key }) => key === 'prayer')?.name).toBeNull();
  });

  it('that somebody added cannot be without a name, and two cannot have the same', async () => {
    const { key } = await add('Coaching');
    expect((await manager.put(`/api/away-reasons/${key}`, { name: null })).body.errors[0].path).toBe('name');
    expect((await manager.post('/api/away-reasons', { name: 'Coaching' })).body.code).toBe('away_reason.name_taken');
    expect((await manager.put('/api/away-reasons/nowhere', { name: 'X' })).status).toBe(404);
  });

  it('never is what only Diwan says', async () => {
    expect((await goAway('not_responding')).status).toBe(400);
    const { key } = await add('not_responding');
    expect(key).not.toBe('not_responding');
    expect((await agent.put('/api/me/presence', { channels: ['email'], state: 'not_responding' })).status).toBe(400);
  });
});

it('are offered in the order that somebody chose, which must be about all of them', async () => {
  const keys = (await list()).map(({ key }) => key).toReversed();
  expect((await manager.put('/api/away-reasons/order', { keys })).body.map(({ key }: AwayReason) => key)).toEqual(keys);
  const stale = await manager.put('/api/away-reasons/order', { keys: keys.slice(1) });
  expect([stale.status, stale.body.code]).toEqual([409, 'away_reason.order_changed']);
});
