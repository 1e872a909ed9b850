import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ruleDryRun } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { anInbox, type AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { closedNow, giveHours, openNow } from '../../testing/some-hours.js';
import { statusesOf } from '../../testing/test-client.js';

let test: TestApp;
let manager: SignedIn;
let inbox: AnInbox;
let special: AnInbox;
beforeAll(async () => {
  test = await createTestApp();
  manager = await test.agent('manager');
});
beforeEach(async () => {
  inbox = await anInbox(test.database);
  special = await anInbox(test.database);
});
afterAll(() => test.close());

const rule = (name: string, conditions: object, actions: object) => ({ id: uuidv7(), name, conditions, actions });
async function save(...rules: object[]) {
  const { version } = (await manager.get('/api/routing-rules')).body;
  return manager.put('/api/routing-rules', { rules, version });
}

describe('routing rules', () => {
  it('send a new ticket to their queue with their priority, and the ticket says which did', async () => {
    const { status } = await save(
      rule('Refunds', { words: ['بازپرداخت'] }, { queueId: special.queueId, priority: 'high' }),
    );
    expect(status).toBe(200);
    // Arabic letters, where the rule has Persian ones.
    const ticket = await test.mail(inbox, { subject: 'سفارش', text: 'لطفا بازپرداخت كنيد' });
    const { body } = await manager.get(`/api/tickets/${ticket.number}`);
    expect([body.queue.id, body.priority]).toEqual([special.queueId, 'high']);
    const { items } = (await manager.get(`/api/tickets/${ticket.number}/timeline`)).body;
    const routed = items.find((each: { event?: { type: string } }) => each.event?.type === 'ticket.routed');
    expect(routed.event).toMatchObject({
      actor: { kind: 'system' },
      params: {
        rules: ['Refunds'],
        queueId: { id: special.queueId, name: `Queue ${special.queueId}` },
        priority: 'high',
      },
    });
  });

  it('all add their tags, which later ones see, and choose the SLA policy', async () => {
    const make = async (name: string) =>
      (await manager.post('/api/tags', { name })).body as { id: string; name: string };
    const [vip, refund] = [await make('VIP'), await make('Refund')];
    const row = { first_reply: 15, next_reply: 15, resolution: 60 };
    const { body: gold } = await manager.post('/api/sla-policies', {
      name: 'Gold', conditions: { words: ['none says this'] }, hours: 'calendar', pauseOnHold: true, escalation: [],
      targets: { low: row, normal: row, high: row, urgent: row },
    }); // prettier-ignore
    const rules = [
      rule('Refunds', { words: ['refund'] }, { tagIds: [refund.id] }),
      rule('Important', { tagIds: [refund.id] }, { tagIds: [vip.id], slaPolicyId: gold.id }),
    ];
    const tried = await manager.post('/api/routing-rules/dry-run', { rules });
    await save(...rules);
    const ticket = await test.mail(inbox, { subject: 'Refund, please' });
    const { body } = await manager.get(`/api/tickets/${ticket.number}`);
    expect(body.tags).toEqual([refund, vip]);
    const { items } = (await manager.get(`/api/tickets/${ticket.number}/timeline`)).body;
    const events = items.flatMap((each: { event?: { type: string; params: object } }) => each.event ?? []);
    expect(events.map(({ type }: { type: string }) => type)).toEqual(['ticket.opened', 'ticket.routed']);
    expect(events[1].params).toMatchObject({
      rules: ['Refunds', 'Important'], tags: [refund, vip], slaPolicyId: { id: gold.id, name: 'Gold' },
    }); // prettier-ignore
    const again = await manager.post('/api/routing-rules/dry-run', { rules });
    expect([tried, again].map((each) => each.body.rules.map(({ count }: { count: number }) => count))).toEqual([
      [0, 0],
      [1, 1],
    ]);
    const refused = await manager.delete(`/api/sla-policies/${gold.id}`);
    expect([refused.status, refused.body.code, refused.body.params.rules]).toEqual([409, 'sla_policy.in_use', 1]);
    await save();
    expect((await manager.delete(`/api/sla-policies/${gold.id}`)).status).toBe(204);
  });

  it('leave alone what they do not match, and answers to tickets there are', async () => {
    const ticket = await test.mail(inbox, { subject: 'Hello' });
    await save(rule('All', { inboxIds: [special.id] }, { queueId: special.queueId }));
    const other = await test.mail(inbox, { subject: 'Hello again' });
    for (const { number } of [ticket, other]) {
      expect((await manager.get(`/api/tickets/${number}`)).body.queue.id).toBe(inbox.queueId);
    }
  });

  it('are tried on the newest tickets before they are saved, and change none of them', async () => {
    await save();
    const ticket = await test.mail(inbox, { subject: 'Invoice 7' });
    const actions = { queueId: special.queueId, priority: 'high' };
    const tried = rule('Invoices', { words: ['invoice'], inboxIds: [inbox.id] }, actions);
    const { body } = await manager.post('/api/routing-rules/dry-run', { rules: [tried] });
    expect(ruleDryRun.safeParse(body).success).toBe(true);
    expect(body.rules).toEqual([{ id: tried.id, count: 1 }]);
    expect(body.changes).toEqual([
      {
        number: ticket.number, subject: 'Invoice 7', differences: [
          { of: 'queue', from: inbox.queueId, to: special.queueId, rules: ['Invoices'] },
          { of: 'priority', from: 'normal', to: 'high', rules: ['Invoices'] },
        ],
      },
    ]); // prettier-ignore
    expect((await manager.get(`/api/tickets/${ticket.number}`)).body.queue.id).toBe(inbox.queueId);
    expect((await manager.get('/api/routing-rules')).body.rules).toEqual([]);
  });

  it('know whether the inbox was open when the ticket came in, also when they are tried', async () => {
    await save(rule('Night', { hours: 'closed' }, { queueId: special.queueId }));
    await giveHours(test.database, inbox.id, closedNow());
    const night = await test.mail(inbox);
    await giveHours(test.database, inbox.id, openNow);
    const day = await test.mail(inbox);
    const queueOf = async ({ number }: { number: number }) =>
      (await manager.get(`/api/tickets/${number}`)).body.queue.id;
    expect([await queueOf(night), await queueOf(day)]).toEqual([special.queueId, inbox.queueId]);
    // It came in while the inbox, as it is now, is open: by day it would stay.
    const tried = rule('Day', { hours: 'open', inboxIds: [inbox.id] }, { priority: 'low' });
    const opened = await manager.post('/api/routing-rules/dry-run', { rules: [tried] });
    expect(opened.body.rules).toEqual([{ id: tried.id, count: 2 }]);
    await giveHours(test.database, inbox.id, closedNow());
    const closed = await manager.post('/api/routing-rules/dry-run', { rules: [tried] });
    expect(closed.body.rules).toEqual([{ id: tried.id, count: 0 }]);
    await save();
  });

  it.each([
    ['without anything to do', {}, {}, 400, 'request.invalid'],
    ['with an empty condition', { words: [] }, { priority: 'low' }, 400, 'request.invalid'],
    ['to a queue that there is not', {}, { queueId: uuidv7() }, 400, 'rules.unknown_target'],
    [
      'for a skill that there is not',
      {},
      { skills: [{ skillId: uuidv7(), relaxAfterSeconds: null }] },
      400,
      'rules.unknown_target',
    ],
    ['with a tag that there is not', { tagIds: [uuidv7()] }, { priority: 'low' }, 400, 'rules.unknown_target'],
    ['giving a tag that there is not', {}, { tagIds: [uuidv7()] }, 400, 'rules.unknown_target'],
    ['for an SLA policy that there is not', {}, { slaPolicyId: uuidv7() }, 400, 'rules.unknown_target'],
    ['about an inbox that there is not', { inboxIds: [uuidv7()] }, { priority: 'low' }, 400, 'rules.unknown_target'],
  ])('%s are refused', async (_, conditions, actions, status, code) => {
    const answer = await save(rule('Wrong', conditions, actions));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('of two who save at once are those of one of them', async () => {
    const { version } = (await manager.get('/api/routing-rules')).body;
    const answers = await Promise.all(
      ['low', 'high'].map((priority) =>
        manager.put('/api/routing-rules', { rules: [rule(priority, {}, { priority })], version }),
      ),
    );
    expect(statusesOf(answers)).toEqual([200, 409]);
    expect(answers.find((each) => each.status === 409)?.body.code).toBe('rules.stale_version');
  });

  it('take half a character, as text from anywhere has it, for an unknown one', async () => {
    const { status, body } = await save(rule('Half \uD800', { words: ['\uDC00'] }, { priority: 'low' }));
    expect([status, body.rules?.[0].name]).toEqual([200, 'Half \uFFFD']);
  });

  it('are each their own: the same id twice is refused', async () => {
    const twice = rule('Twice', {}, { priority: 'low' });
    const { status, body } = await save(twice, { ...twice, name: 'Thrice' });
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path: 'rules', code: 'repeated' })]]);
  });

  it('keep the queue that they lead to', async () => {
    const { body: queue } = await manager.post('/api/queues', {
      name: 'Kept', distribution: 'assign', offerSeconds: 20, stickyMinutes: 0, teams: [],
    }); // prettier-ignore
    await save(rule('To it', {}, { queueId: queue.id }));
    const refused = await manager.delete(`/api/queues/${queue.id}`);
    expect([refused.status, refused.body.code, refused.body.params.rules]).toEqual([409, 'queue.in_use', 1]);
    await save();
    expect((await manager.delete(`/api/queues/${queue.id}`)).status).toBe(204);
  });
});
