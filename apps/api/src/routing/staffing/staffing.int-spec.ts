import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { aQueue, aServingAgent, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { statusesOf } from '../../testing/test-client.js';
import { routeTickets } from '../assignment/route-tickets.js';

type Teams = { teamId: string; overflowAfterSeconds: number }[];
let test: TestApp;
let queue: AnInbox;
let lead: SignedIn;
/** Somebody available, whose team is not the lead's. */
let other: string;
let at: string;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  queue = await aQueue(test.database);
  lead = await test.agent('lead', [queue.queueId]);
  other = await aServingAgent(test.database, (await aQueue(test.database)).queueId);
  at = `/api/queues/${queue.queueId}/teams`;
});
afterAll(() => test.close());

const teamOf = async (agentId: string): Promise<string> => {
  const [row] = await test.database.query<{ id: string }>(
    'select team_id as id from team_members where agent_id = $1',
    [agentId],
  );
  return row?.id ?? '';
};
const now = async (): Promise<Teams> =>
  test.database.query(
    'select team_id as "teamId", overflow_after_seconds as "overflowAfterSeconds" from team_queues where queue_id = $1',
    [queue.queueId],
  );
const at0 = (teamId: string) => ({ teamId, overflowAfterSeconds: 0 });

describe('a lead', () => {
  it('gives a queue of theirs to another team, and it is served at once', async () => {
    const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
    const before = await now();
    const teams = [...before, at0(await teamOf(other))];
    const { status, body } = await lead.put(at, { teams, expected: before });
    expect([status, body.teams]).toEqual([200, expect.arrayContaining(teams)]);
    await routeTickets(test.database);
    expect(await assigneesOf(test.database, [ticket])).toEqual([other]);
    const events = await test.database.query(
      `select actor_id as "actorId", payload from events where type = 'queue.teams_changed' order by id desc limit 1`,
    );
    expect(events).toEqual([{ actorId: lead.id, payload: { id: queue.queueId, from: before, to: teams } }]);
  });

  it('is told when nobody would serve it any more, and may mean it: tickets wait', async () => {
    const expected = await now();
    const refused = await lead.put(at, { teams: [], expected });
    expect([refused.status, refused.body.code, await now()]).toEqual([409, 'queue.nobody_serves', expected]);
    expect((await lead.put(at, { teams: [], expected, leaveUnserved: true })).status).toBe(200);
    const manager = await test.agent('manager');
    const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
    await routeTickets(test.database);
    const { body } = await manager.get('/api/board');
    const tile = body.queues.find((each: { id: string }) => each.id === queue.queueId);
    expect([tile.waiting, await assigneesOf(test.database, [ticket])]).toEqual([1, [null]]);
  });

  it('does not write over what another changed meanwhile, and names no team that there is not', async () => {
    const expected = await now();
    const stale = await lead.put(at, { teams: expected, expected: [] });
    expect([stale.status, stale.body.code]).toEqual([409, 'queue.teams_changed']);
    expect(stale.body.params.current).toEqual(expected); // to go on from
    const unknown = await lead.put(at, { teams: [at0(uuidv7())], expected });
    expect([unknown.status, unknown.body.code, await now()]).toEqual([400, 'queue.unknown_team', expected]);
  });

  it('changes nothing about the queue and the team of a stranger; agents change nothing at all', async () => {
    const stranger = await test.agent('lead', [(await aQueue(test.database)).queueId]);
    const expected = await now();
    const team = await teamOf(lead.id);
    expect((await stranger.put(at, { teams: expected, expected })).status).toBe(404);
    expect((await stranger.put(`/api/teams/${team}/members`, { agentIds: [], expected: [lead.id] })).status).toBe(404);
    const agent = await test.agent('agent', [queue.queueId]);
    expect((await agent.put(at, { teams: expected, expected })).status).toBe(403);
    expect(await now()).toEqual(expect.arrayContaining(expected));
    const manager = await test.agent('manager');
    expect((await manager.put(at, { teams: await now(), expected: await now() })).status).toBe(200);
  });

  it('takes somebody into their own team, who then serves its queues', async () => {
    const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
    const members = `/api/teams/${await teamOf(lead.id)}/members`;
    const { status, body } = await lead.put(members, { agentIds: [lead.id, other], expected: [lead.id] });
    expect([status, body]).toEqual([200, [lead.id, other].toSorted()]);
    await routeTickets(test.database);
    expect(await assigneesOf(test.database, [ticket])).toEqual([other]);
    const stale = await lead.put(members, { agentIds: [lead.id], expected: [lead.id] });
    expect([stale.status, stale.body.code]).toEqual([409, 'team.members_changed']);
    expect(stale.body.params.current).toEqual([lead.id, other].toSorted());
    const nobody = await lead.put(members, { agentIds: [], expected: [lead.id, other] });
    expect([nobody.status, nobody.body.code]).toEqual([409, 'queue.nobody_serves']);
    const unknown = await lead.put(members, { agentIds: [lead.id, uuidv7()], expected: [lead.id, other] });
    expect(unknown.body.code).toBe('team.unknown_agent');
  });
});

it('two leads who change the same queue at once do not write over each other', async () => {
  const second = await test.agent('lead', [queue.queueId]);
  const expected = await now();
  const teams = [...expected, at0(await teamOf(other))];
  const answers = await Promise.all([lead, second].map((who) => who.put(at, { teams, expected })));
  expect(statusesOf(answers)).toEqual([200, 409]);
});

it('once the teams of a queue are changed, nothing goes to the former ones, however much routing has to do meanwhile', async () => {
  const former = await aServingAgent(test.database, queue.queueId, { capacity: 1_000 });
  const leaving = await teamOf(former);
  const tickets = await waitingTickets(test.database, queue, Array(60).fill({}));
  const expected = await now();
  const routing = Promise.all(Array.from({ length: 4 }, () => routeTickets(test.database)));
  const teams = expected.filter(({ teamId }) => teamId !== leaving);
  expect((await lead.put(at, { teams, expected })).status).toBe(200);
  const atAnswer = await assigneesOf(test.database, tickets);
  await routing;
  await routeTickets(test.database);
  expect(await assigneesOf(test.database, tickets)).toEqual(atAnswer);
});
