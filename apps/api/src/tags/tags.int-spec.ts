import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ticketDetails } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';
import { statusesOf } from '../testing/test-client.js';

let test: TestApp;
let inbox: AnInbox;
let agent: SignedIn;
let manager: SignedIn;
let ticket: OpenedTicket;
beforeAll(async () => {
  test = await createTestApp();
  inbox = await anInbox(test.database);
  agent = await test.agent('agent', [inbox.queueId]);
  manager = await test.agent('manager');
});
beforeEach(async () => {
  await test.database.query('delete from tags');
  ticket = await test.mail(inbox);
});
afterAll(() => test.close());

const change = (body: object, by = agent, { number } = ticket) => by.post(`/api/tickets/${number}/tags`, body);
const names = ({ body }: { body: { tags: { name: string }[] } }) => body.tags.map(({ name }) => name);
const told = async () => {
  const { items } = (await agent.get(`/api/tickets/${ticket.number}/timeline`)).body;
  return items
    .filter((each: { event?: { type: string } }) => each.event?.type === 'ticket.tagged')
    .map((each: { event: { params: object } }) => each.event.params);
};
const make = async (name: string) => (await agent.post('/api/tags', { name })).body as { id: string; name: string };
const uses = async (id: string) =>
  (await manager.get('/api/tags/uses')).body.find((each: { id: string }) => each.id === id);

describe('the tags of a ticket', () => {
  it('are put on and taken off in one request, made while typing, and told in the timeline', async () => {
    const vip = await make('VIP');
    const first = await change({ addIds: [vip.id], addNames: ['Refund'] });
    expect(ticketDetails.safeParse(first.body).success).toBe(true);
    expect([first.status, names(first)]).toEqual([200, ['Refund', 'VIP']]);
    expect(names(await change({ addNames: ['Late'], removeIds: [vip.id] }))).toEqual(['Late', 'Refund']);
    expect(await told()).toMatchObject([
      { added: [{ name: 'VIP' }, { name: 'Refund' }], removed: [], cause: 'agent' },
      { added: [{ name: 'Late' }], removed: [{ name: 'VIP' }] },
    ]);
  });

  it('leave no trace where they were so already, and the version of the ticket alone', async () => {
    const { body } = await change({ addNames: ['شكايه'] });
    const again = await change({ addNames: ['شکایه'], removeIds: [uuidv7()] });
    expect([names(again), again.body.version]).toEqual([['شكايه'], body.version]);
    expect(await told()).toHaveLength(1);
  });

  it('of one that is closed, or of none, cannot be changed', async () => {
    await test.database.query(`update ticket_standings set status = 'closed' where ticket_id = $1`, [ticket.id]);
    const stranger = await test.agent('agent');
    const answers = await Promise.all([
      change({ addNames: ['Late'] }),
      change({ addNames: ['Late'] }, stranger),
      change({ addIds: [uuidv7()] }),
      change({ addNames: ['\u200F \u200C'] }),
      change({ addNames: ['\u0640'] }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'ticket.closed'],
      [404, 'request.not_found'],
      [400, 'tag.unknown'],
      [400, 'request.invalid'],
      [400, 'tag.unreadable_name'],
    ]);
    // Nobody got it, so it was not made either.
    expect((await agent.get('/api/tags')).body).toEqual([]);
  });

  it('are one tag when two make the same new one at once', async () => {
    const others = [await test.mail(inbox), await test.mail(inbox), await test.mail(inbox)];
    const spellings = ['پیش‌پرداخت', 'پیش پرداخت', 'پیشپرداخت', 'پیش‌پرداخت'];
    const answers = await Promise.all(
      [ticket, ...others].map((each, index) => change({ addNames: [spellings[index], 'New'] }, agent, each)),
    );
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.tags))).size).toBe(1);
    expect((await agent.get('/api/tags')).body).toHaveLength(2);
    const made = await test.database.query(`select 1 from events where type = 'tag.created' and at > now() - interval '1 minute'
      and payload->>'id' = any($1)`, [answers[0]?.body.tags.map(({ id }: { id: string }) => id)]); // prettier-ignore
    expect(made).toHaveLength(2);
  });

  it('are all there when two put on different ones at once', async () => {
    await Promise.all(['One', 'Two', 'Three'].map((name) => change({ addNames: [name] })));
    expect(names(await agent.get(`/api/tickets/${ticket.number}`))).toEqual(['One', 'Three', 'Two']);
  });

  it('are in lists, and choose what is listed', async () => {
    const { body } = await change({ addNames: ['Only here'] });
    await test.mail(inbox);
    const { items } = (await agent.get(`/api/tickets?view=open&tagId=${body.tags[0].id}`)).body;
    expect(items).toMatchObject([{ number: ticket.number, tags: [{ name: 'Only here' }] }]);
  });

  it('go over to the ticket that continues a closed one', async () => {
    await change({ addNames: ['Refund'] });
    await test.database.query(`update ticket_standings set status = 'closed', closed_at = now() where ticket_id = $1`, [
      ticket.id,
    ]);
    const [closed] = await test.database.query<{ value: string; address: string }>(
      `select i.value, m.from_address->>'address' as address from mail_ids i join messages m on m.id = i.message_id
       where i.ticket_id = $1 and i.kind = 'received'`,
      [ticket.id],
    );
    const next = await test.mail(inbox, { from: closed?.address ?? '', references: [closed?.value ?? ''] });
    const { body } = await agent.get(`/api/tickets/${next.number}`);
    expect([body.followUpOf?.number, names({ body })]).toEqual([ticket.number, ['Refund']]);
  });
});

describe('a tag', () => {
  it('has one name in all spellings', async () => {
    const late = await make('Late');
    const vip = await make('VIP');
    const answers = [
      await agent.post('/api/tags', { name: 'vip' }),
      await manager.put(`/api/tags/${late.id}`, { name: ' V I P ' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'tag.name_taken'],
      [409, 'tag.name_taken'],
    ]);
    expect((await manager.put(`/api/tags/${vip.id}`, { name: 'vip' })).body).toEqual({ id: vip.id, name: 'vip' });
  });

  it('is renamed, merged and deleted by managers only', async () => {
    const tag = await make('VIP');
    const answers = await Promise.all([
      agent.put(`/api/tags/${tag.id}`, { name: 'Other' }),
      agent.post(`/api/tags/${tag.id}/merge`, { intoId: tag.id }),
      agent.delete(`/api/tags/${tag.id}`),
      agent.get('/api/tags/uses'),
    ]);
    expect(statusesOf(answers)).toEqual([403, 403, 403, 403]);
  });

  it('says how many tickets it is on, and is gone from them when it is deleted', async () => {
    const { body } = await change({ addNames: ['Late'] });
    const [{ id }] = body.tags;
    expect(await uses(id)).toEqual({ id, name: 'Late', tickets: 1, rules: 0, policies: 0 });
    expect((await manager.delete(`/api/tags/${id}`)).status).toBe(204);
    expect(names(await agent.get(`/api/tickets/${ticket.number}`))).toEqual([]);
    // What was said about it stays readable.
    expect(await told()).toMatchObject([{ added: [{ name: 'Late' }] }]);
  });

  it('becomes another one on all its tickets, also on those that have both and those tagged meanwhile', async () => {
    const [from, into] = [await make('Refunds'), await make('Refund')];
    const tickets = [ticket];
    while (tickets.length < 8) tickets.push(await test.mail(inbox));
    await change({ addIds: [from.id, into.id] });
    for (const each of tickets.slice(1, 4)) await change({ addIds: [from.id] }, agent, each);
    const [merged] = await Promise.all([
      manager.post(`/api/tags/${from.id}/merge`, { intoId: into.id }),
      ...tickets.slice(4).map((each) => change({ addIds: [from.id] }, agent, each)),
    ]);
    expect([merged?.status, merged?.body]).toEqual([200, into]);
    expect(await told()).toMatchObject([
      { added: [{ id: from.id }, { id: into.id }] },
      { added: [], removed: [{ id: from.id, name: 'Refunds' }], cause: 'merged' },
    ]);
    expect((await agent.get('/api/tags')).body).toEqual([into]);
    // Whoever tagged in the race either came first and was merged, or was told that there is no such tag.
    const tagged = (await uses(into.id)).tickets as number;
    expect(tagged).toBeGreaterThanOrEqual(4);
    const events = await test.database.query(
      `select 1 from events where type = 'ticket.tagged' and payload->>'cause' = 'merged' and payload->'removed'->0->>'id' = $1`,
      [from.id],
    );
    expect(events).toHaveLength(tagged);
  });

  it('that a rule or an SLA policy names can be neither deleted nor merged', async () => {
    const [tag, other] = [await make('Gold'), await make('Silver')];
    const { version } = (await manager.get('/api/routing-rules')).body;
    const rule = { id: uuidv7(), name: 'Gold', conditions: {}, actions: { tagIds: [tag.id] } };
    await manager.put('/api/routing-rules', { rules: [rule], version });
    const row = { first_reply: 60, next_reply: 60, resolution: 60 };
    const policy = {
      name: 'Gold', conditions: { tagIds: [tag.id] }, hours: 'calendar', pauseOnHold: true, escalation: [],
      targets: { low: row, normal: row, high: row, urgent: row },
    }; // prettier-ignore
    expect((await manager.post('/api/sla-policies', policy)).status).toBe(201);
    for (const answer of [
      await manager.delete(`/api/tags/${tag.id}`),
      await manager.post(`/api/tags/${tag.id}/merge`, { intoId: other.id }),
    ]) {
      expect([answer.status, answer.body.code, answer.body.params]).toEqual([
        409,
        'tag.in_use',
        { tickets: 0, rules: 1, policies: 1 },
      ]);
    }
    const unknown = await manager.post('/api/sla-policies', {
      ...policy,
      name: 'None',
      conditions: { tagIds: [uuidv7()] },
    });
    expect([unknown.status, unknown.body.code]).toEqual([400, 'sla_policy.unknown_tag']);
    await manager.put('/api/routing-rules', { rules: [], version: version + 1 });
  });
});
