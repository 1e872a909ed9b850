import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { skill as skillContract, type Skill } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { aQueue, aServingAgent, assigneesOf } from '../../testing/a-queue.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { statusesOf } from '../../testing/test-client.js';
import { routeTickets } from '../assignment/route-tickets.js';

let test: TestApp;
let admin: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
  admin = await test.agent('admin');
});
afterAll(() => test.close());

let made = 0;
async function aSkill(): Promise<Skill> {
  const { status, body } = await admin.post('/api/skills', { name: `Skill ${++made}` });
  expect(status).toBe(201);
  return skillContract.parse(body);
}

async function saveRules(...rules: { conditions: object; actions: object }[]) {
  const { version } = (await admin.get('/api/routing-rules')).body;
  const named = rules.map((rule) => ({ id: uuidv7(), name: 'For somebody who can', ...rule }));
  expect((await admin.put('/api/routing-rules', { rules: named, version })).status).toBe(200);
}

describe('skills', () => {
  it('are listed by name for everybody who sees agents, and changed by who manages queues', async () => {
    const skill = await aSkill();
    const agent = await test.agent();
    expect((await agent.get('/api/skills')).body).toContainEqual(skill);
    expect((await agent.post('/api/skills', { name: 'Mine' })).status).toBe(403);
    expect((await agent.delete(`/api/skills/${skill.id}`)).status).toBe(403);
    expect((await admin.delete(`/api/skills/${skill.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/skills/${skill.id}`)).status).toBe(404);
    expect((await agent.get('/api/skills')).body).not.toContainEqual(skill);
  });

  it('have names of their own, also when two add the same at once', async () => {
    const answers = await Promise.all([1, 2].map(() => admin.post('/api/skills', { name: 'Arabic' })));
    expect(statusesOf(answers)).toEqual([201, 409]);
    expect(answers.find((each) => each.status === 409)?.body.code).toBe('skill.name_taken');
  });

  it('stay while a rule asks for them', async () => {
    const { id } = await aSkill();
    await saveRules({ conditions: {}, actions: { skills: [{ skillId: id, relaxAfterSeconds: 60 }] } });
    const { status, body } = await admin.delete(`/api/skills/${id}`);
    expect([status, body.code, body.params]).toEqual([409, 'skill.in_use', { rules: 1 }]);
    await saveRules();
    expect((await admin.delete(`/api/skills/${id}`)).status).toBe(204);
  });

  it('are given to agents and taken from them', async () => {
    const [{ id: one }, { id: other }] = [await aSkill(), await aSkill()];
    const agent = await test.agent();
    const change = async (skillIds: string[]) =>
      (await admin.patch(`/api/agents/${agent.id}`, { skillIds })).body.skillIds;
    expect(await change([one])).toEqual([one]);
    expect(await change([other, uuidv7()])).toEqual([other]);
    expect((await admin.patch(`/api/agents/${agent.id}`, { capacity: 50 })).body.skillIds).toEqual([other]);
    await admin.delete(`/api/skills/${other}`);
    const listed: { id: string; skillIds: string[] }[] = (await admin.get('/api/agents')).body;
    expect(listed.find(({ id }) => id === agent.id)?.skillIds).toEqual([]);
  });
});

describe('a ticket of which a rule asks for a skill', () => {
  it.each([
    ['goes to who has it although others have more room, and the ticket says so', { waited: 60, has: true }],
    ['waits while nobody there has it', { waited: 60, has: false }],
    ['goes to anybody once it has waited for so long', { waited: 601, has: false }],
  ])('%s', async (_, { waited, has }) => {
    await test.database.query('delete from presences');
    const [skill, inbox] = [await aSkill(), await aQueue(test.database)];
    const skills = [{ skillId: skill.id, relaxAfterSeconds: 600 }];
    await saveRules({ conditions: { inboxIds: [inbox.id] }, actions: { skills } });
    const idle = await aServingAgent(test.database, inbox.queueId, { capacity: 200 });
    const skilled = has ? await aServingAgent(test.database, inbox.queueId, { capacity: 10 }) : null;
    if (skilled) await admin.patch(`/api/agents/${skilled}`, { skillIds: [skill.id] });
    const ticket = await test.mail(inbox, { subject: 'مرحبا' });
    await test.database.query(
      `update ticket_standings set waiting_since = now() - $2 * interval '1 second' where ticket_id = $1`,
      [ticket.id, waited],
    );
    await routeTickets(test.database);
    expect(await assigneesOf(test.database, [ticket.id])).toEqual([has ? skilled : waited > 600 ? idle : null]);
    const { items } = (await admin.get(`/api/tickets/${ticket.number}/timeline`)).body;
    const routed = items.find((each: { event?: { type: string } }) => each.event?.type === 'ticket.routed');
    expect(routed.event.params).toMatchObject({ skillIds: [skill], rules: ['For somebody who can'] });
  });
});
