import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestClient } from '../testing/test-client.js';
import { createTestApp, type TestApp } from '../testing/test-app.js';
import { aPromisedTicket, aStoredPolicy, keeping, promise, type Keeping } from '../testing/a-promise.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { routeTickets } from '../routing/assignment/route-tickets.js';
import { aQueue, aServingAgent, assigneesOf } from '../testing/a-queue.js';
import { Database } from '../database/database.js';

let test: TestApp;
let admin: TestClient;
let manager: TestClient;
let inbox: AnInbox;
let work: Keeping;
beforeAll(async () => {
  test = await createTestApp();
  inbox = await anInbox(test.database);
  admin = await test.agent('admin', [inbox.queueId]);
  manager = await test.agent('manager', [inbox.queueId]);
  work = keeping(test.app.get(Database));
});
afterAll(() => test.close());

const nineToFive = [{ fromMinute: 540, toMinute: 1020 }];
const week = [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []];
const hours = { timeZone: 'UTC', week, seasons: [], holidays: [] };

describe('business hours', () => {
  it('follow the organisation’s week until somebody saves others', async () => {
    expect((await admin.get('/api/business-hours')).body).toEqual({ hours, isDefault: true });
    const shorter = { ...hours, week: [...week.slice(0, 4), [{ fromMinute: 540, toMinute: 720 }], [], []] };
    const saved = await admin.put('/api/business-hours', { ...shorter, expected: null });
    expect(saved).toMatchObject({ status: 200 });
    for (const expected of [null, hours]) {
      const stale = await admin.put('/api/business-hours', { ...hours, expected });
      expect([stale.status, stale.body.code]).toEqual([409, 'settings.stale_version']);
    }
    expect(await admin.put('/api/business-hours', { ...shorter, expected: shorter })).toMatchObject({ status: 200 });
    expect((await admin.get('/api/business-hours')).body).toEqual({ hours: shorter, isDefault: false });
  });

  it('that cannot be are refused, each problem where it is', async () => {
    const impossible = {
      ...hours,
      timeZone: 'Mars/Olympus',
      week: [[{ fromMinute: 600, toMinute: 600 }], ...week.slice(1)],
      holidays: [{ name: 'Never', calendar: 'persian', month: 12, day: 31, year: null, intervals: [] }],
    };
    const answer = await admin.put('/api/business-hours', { ...impossible, expected: null });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.errors.map(({ code, path }: { code: string; path: string }) => [path, code])).toEqual([
      ['timeZone', 'unknown_zone'],
      ['week.0.0', 'empty_interval'],
      ['holidays.0', 'impossible_date'],
    ]);
  });

  it('show what they make of a week and of a promise before they are saved', async () => {
    const body = { hours, minutes: 60, at: '2026-03-20T16:30:00Z' };
    const { status, body: preview } = await manager.post('/api/business-hours/preview', body);
    expect(status).toBe(200);
    expect(preview.dueAt).toBe('2026-03-23T09:30:00.000Z');
    expect(preview.days.map((day: { openings: unknown[] }) => day.openings.length)).toEqual([1, 0, 0, 1, 1, 1, 1]);
  });

  it('are an admin’s', async () => {
    expect(await manager.put('/api/business-hours', { ...hours, expected: null })).toMatchObject({ status: 403 });
  });
});

describe('SLA policies', () => {
  const { id: _id, ...settings } = aStoredPolicy({ name: 'Everybody' });

  it('are made, changed, ordered and taken away, each in the audit', async () => {
    const first = (await manager.post('/api/sla-policies', settings)).body;
    const second = (await manager.post('/api/sla-policies', { ...settings, name: 'Banks' })).body;
    const names = async () => (await manager.get('/api/sla-policies')).body.map((each: { name: string }) => each.name);
    expect(await names()).toEqual(['Everybody', 'Banks']);
    await manager.put('/api/sla-policies/order', { ids: [second.id, first.id] });
    expect(await names()).toEqual(['Banks', 'Everybody']);
    const paused = { ...settings, name: 'Banks', pauseOnHold: false };
    const { body: saved } = await manager.put(`/api/sla-policies/${second.id}`, { ...paused, version: second.version });
    expect([saved.pauseOnHold, saved.version]).toEqual([false, second.version + 1]);
    const stale = await manager.put(`/api/sla-policies/${second.id}`, { ...settings, version: second.version });
    expect([stale.status, stale.body.code]).toEqual([409, 'settings.stale_version']);
    expect(await manager.delete(`/api/sla-policies/${second.id}`)).toMatchObject({ status: 204 });
    expect(await names()).toEqual(['Everybody']);
    const audit = (await admin.get('/api/audit')).body.items.map((each: { type: string }) => each.type);
    expect(audit.slice(0, 5)).toEqual([
      'sla_policy.deleted', 'sla_policy.updated', 'sla_policies.ordered', 'sla_policy.created', 'sla_policy.created',
    ]); // prettier-ignore
  });

  it('keep the ids of their steps through every edit, and take none from elsewhere', async () => {
    const step = {
      target: 'first_reply', when: { at: 'percent', percent: 50 }, notify: [], raiseTo: null, raisesLevel: true, queueId: null,
    }; // prettier-ignore
    const late = { ...step, when: { at: 'after_due', minutes: 5 } };
    const made = (await manager.post('/api/sla-policies', { ...settings, name: 'Steps', escalation: [step, late] }))
      .body;
    const [first, second] = made.escalation;
    let { version } = made;
    const change = async (...escalation: unknown[]) => {
      const body = { ...settings, name: 'Steps', escalation, version: version++ };
      return (await manager.put(`/api/sla-policies/${made.id}`, body)).body.escalation;
    };
    expect(await change(second, step, first)).toEqual([second, { ...step, id: expect.any(String) }, first]);
    const [, twice] = await change(second, second);
    expect(twice.id).not.toBe(second.id);
    const copy = (await manager.post('/api/sla-policies', { ...settings, name: 'Copy', escalation: [second] })).body;
    expect(copy.escalation[0].id).not.toBe(second.id);
  });

  it('are refused with a name that is taken, a queue that is unknown, an order of others', async () => {
    expect((await manager.post('/api/sla-policies', settings)).body.code).toBe('sla_policy.name_taken');
    const step = {
      target: 'first_reply', when: { at: 'percent', percent: 50 }, notify: [], raiseTo: null, raisesLevel: true,
      queueId: '01900000-0000-7000-8000-000000000000',
    }; // prettier-ignore
    const unknown = await manager.post('/api/sla-policies', { ...settings, name: 'X', escalation: [step] });
    expect(unknown.body.code).toBe('sla_policy.unknown_queue');
    expect((await manager.put('/api/sla-policies/order', { ids: [] })).body.code).toBe('sla_policy.order_changed');
  });
});

describe('a queue that a policy escalates to', () => {
  const stepTo = (queueId: string) => ({
    target: 'first_reply', when: { at: 'percent', percent: 50 }, notify: [], raiseTo: null, raisesLevel: true, queueId,
  }); // prettier-ignore
  const aPolicy = (name: string, queueId: string) => {
    const { id: _id, ...settings } = aStoredPolicy({ name });
    return manager.post('/api/sla-policies', { ...settings, escalation: [stepTo(queueId)] });
  };

  it('cannot be deleted, and the refusal says why', async () => {
    const { queueId } = await aQueue(test.database);
    await test.database.query('delete from inboxes where queue_id = $1', [queueId]);
    const { body: policy } = await aPolicy('To seconds', queueId);
    const refused = await manager.delete(`/api/queues/${queueId}`);
    expect([refused.status, refused.body.code, refused.body.params.policies]).toEqual([409, 'queue.in_use', 1]);
    await manager.delete(`/api/sla-policies/${policy.id}`);
    expect((await manager.delete(`/api/queues/${queueId}`)).status).toBe(204);
  });

  it('is never gone under a policy that is saved in the same moment', async () => {
    for (const round of [1, 2, 3, 4]) {
      const { queueId } = await aQueue(test.database);
      await test.database.query('delete from inboxes where queue_id = $1', [queueId]);
      const [saved, deleted] = await Promise.all([
        aPolicy(`Race ${round}`, queueId),
        manager.delete(`/api/queues/${queueId}`),
      ]);
      expect([saved.status === 201, deleted.status === 204].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('a promised ticket', () => {
  it('says what is due next in its row and its details, and why', async () => {
    await promise(test.database, [aStoredPolicy()]);
    const id = await aPromisedTicket(test.database, inbox, { ago: 10 });
    await work.keep();
    const { items } = (await admin.get(`/api/tickets?view=open&order=due&queueId=${inbox.queueId}`)).body;
    expect(items.map((row: { id: string }) => row.id)).toEqual([id]);
    expect(items[0].promise).toEqual({ target: 'first_reply', dueAt: expect.any(String), state: 'running' });
    const { body } = await admin.get(`/api/tickets/${items[0].number}/promises`);
    expect(body.clocks).toHaveLength(2);
    expect(body.clocks[0]).toMatchObject({
      target: 'first_reply', state: 'running', targetMinutes: 60, dueAt: items[0].promise.dueAt, hours: 'calendar',
      pauses: [], closed: [],
    }); // prettier-ignore
  });

  it('is counted on the board as at risk and then as breached', async () => {
    const queue = await aQueue(test.database, { distribution: 'manual' });
    for (const ago of [10, 40, 50, 70]) await aPromisedTicket(test.database, queue, { ago });
    await work.keep();
    const { queues } = (await admin.get('/api/board')).body;
    const shown = queues.find((each: { id: string }) => each.id === queue.queueId);
    expect(shown).toMatchObject({ waiting: 4, atRisk: 2, breached: 1 });
  });

  it('is escalated by hand with a reason, one level up', async () => {
    const { items } = (await admin.get(`/api/tickets?view=open&queueId=${inbox.queueId}`)).body;
    const [{ number, version }] = items;
    const at = `/api/tickets/${number}`;
    expect(await admin.post(`${at}/escalate`, { version, reason: '' })).toMatchObject({ status: 400 });
    const { body } = await admin.post(`${at}/escalate`, { version, reason: 'Threatens to leave' });
    expect(body).toMatchObject({ escalationLevel: 1, version: version + 1 });
    expect(await admin.post(`${at}/escalate`, { version, reason: 'Again' })).toMatchObject({ status: 409 });
    const timeline = (await admin.get(`${at}/timeline`)).body.items;
    expect(timeline.at(-1).event).toMatchObject({
      type: 'ticket.escalated', params: { level: 1, reason: 'Threatens to leave' },
    }); // prettier-ignore
  });

  it('goes out before one of the same priority that is due later, however long that has waited', async () => {
    const queue = await aQueue(test.database);
    const without = aStoredPolicy({ conditions: { inboxIds: [inbox.id] } });
    await promise(test.database, [without, aStoredPolicy()]);
    const later = await aPromisedTicket(test.database, queue, { ago: 5 });
    const sooner = await aPromisedTicket(test.database, queue, { ago: 20 });
    await work.keep();
    await test.database.query(
      `update ticket_standings set waiting_since = now() - interval '9 hours' where ticket_id = $1`,
      [later],
    );
    const agent = await aServingAgent(test.database, queue.queueId, { capacity: 10 });
    await routeTickets(test.database);
    expect(await assigneesOf(test.database, [later, sooner])).toEqual([null, agent]);
  });
});
