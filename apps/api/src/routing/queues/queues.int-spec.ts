import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Queue } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { aQueue, aServingAgent } from '../../testing/a-queue.js';

let test: TestApp;
let manager: SignedIn;
let queue: Queue;
beforeAll(async () => {
  test = await createTestApp();
  manager = await test.agent('manager');
});
beforeEach(async () => {
  const { queueId } = await aQueue(test.database);
  await aServingAgent(test.database, queueId);
  queue = await read(queueId);
});
afterAll(() => test.close());

const read = async (id: string): Promise<Queue> =>
  (await manager.get('/api/queues')).body.find((each: Queue) => each.id === id);

it('a queue whose settings are saved keeps the teams that a lead has given it meanwhile', async () => {
  const { id, teams: seen, ...settings } = queue;
  const lead = await test.agent('lead', [id]);
  const expected = (await read(id)).teams;
  const teams = [...expected, { teamId: await aTeam(), overflowAfterSeconds: 60 }];
  expect((await lead.put(`/api/queues/${id}/teams`, { teams, expected })).status).toBe(200);
  const { status, body } = await manager.put(`/api/queues/${id}`, { ...settings, name: `Renamed ${id}` });
  expect([status, body.name]).toEqual([200, `Renamed ${id}`]);
  expect(body.teams).toEqual(expect.arrayContaining(teams));
  expect(body.teams.length).toBeGreaterThan(seen.length);
});

it('settings that say who serves, or leave something out, are refused instead of half taken', async () => {
  const { id, teams, ...settings } = queue;
  const { followUp: _followUp, ...without } = settings;
  const answers = await Promise.all([
    manager.put(`/api/queues/${id}`, { ...settings, teams }),
    manager.put(`/api/queues/${id}`, { ...settings, teams: [] }),
    manager.put(`/api/queues/${id}`, without),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  expect(await read(id)).toEqual(queue);
});

it('a name of which nothing can be seen is none', async () => {
  const { id, teams: _teams, ...settings } = queue;
  const { status, body } = await manager.put(`/api/queues/${id}`, { ...settings, name: '\u200B\u202E' });
  expect([status, body.errors]).toEqual([400, [{ path: 'name', code: 'invisible', params: {} }]]);
});

async function aTeam(): Promise<string> {
  const { body } = await (await test.agent('admin')).post('/api/teams', { name: `Team ${uuidv7()}`, queueIds: [] });
  return body.id;
}
