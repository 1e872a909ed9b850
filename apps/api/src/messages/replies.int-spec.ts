import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';
import { statusesOf } from '../testing/test-client.js';

let test: TestApp;
let inbox: AnInbox;
let agent: SignedIn;
let colleague: SignedIn;
let ticket: OpenedTicket;
let at: string;
beforeAll(async () => {
  test = await createTestApp();
  inbox = await anInbox(test.database);
  agent = await test.agent('agent', [inbox.queueId]);
  colleague = await test.agent('agent', [inbox.queueId]);
});
beforeEach(async () => {
  ticket = await test.mail(inbox, { from: 'Sara <sara@customer.test>', subject: 'Late parcel' });
  at = `/api/tickets/${ticket.number}`;
});
afterAll(() => test.close());

const reply = (differs: object = {}) => ({ html: '<p>On its way.</p>', lastSeq: 1, ...differs });
const state = async () => {
  const [row] = await test.database.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(s) - 'version' - 'last_seq' as row from ticket_standings s where ticket_id = $1`,
    [ticket.id],
  );
  return row?.row;
};
const eventsOf = () =>
  test.database.query<{ type: string; actor: string; address: string | null; xid: string }>(
    `select type, actor_id as actor, address, xid::text from events where ticket_id = $1 order by id`,
    [ticket.id],
  );

describe('a reply', () => {
  it('goes to who wrote, takes the ticket and waits for the contact', async () => {
    const { status, body } = await agent.post(`${at}/replies`, reply());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      seq: 2, kind: 'outbound', subject: 'Re: Late parcel', to: [{ name: 'Sara', address: 'sara@customer.test' }], cc: [],
      author: { kind: 'agent', id: agent.id }, from: { address: inbox.address }, delivery: { state: 'scheduled', attempts: 0 },
    }); // prettier-ignore
    const { body: now } = await agent.get(at);
    expect([now.status, now.assignee.id, now.lastSeq, now.unread]).toEqual(['pending', agent.id, 2, false]);
  });

  it('answers the person and not the machine that wrote last', async () => {
    await test.mail(inbox, {
      from: 'Sara <sara@customer.test>',
      subject: `[#${ticket.number}] Out of office`,
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    const { body } = await agent.post(`${at}/replies`, reply({ lastSeq: 2 }));
    expect(body).toMatchObject({ seq: 3, subject: 'Re: Late parcel' });
  });

  it('that was taken back leaves nobody in the ticket whom it alone named', async () => {
    const { body } = await agent.post(`${at}/replies`, reply({ cc: ['oops@wrong.test'] }));
    await agent.post(`/api/messages/${body.id}/cancel`);
    const people = await test.database.query('select address from ticket_participants where ticket_id = $1', [
      ticket.id,
    ]);
    expect(people).toEqual([{ address: 'sara@customer.test' }]);
  });

  it('is recorded with who did it from where, in one transaction', async () => {
    await agent.post(`${at}/replies`, reply({ solve: true }));
    const events = (await eventsOf()).filter((event) => event.actor === agent.id);
    expect(events.map((event) => event.type)).toEqual(['message.added', 'ticket.assigned', 'ticket.status_changed']);
    expect(new Set(events.map((event) => `${event.xid} ${event.address}`)).size).toBe(1);
    expect(events[0]?.address).toBe('127.0.0.1');
    expect((await agent.get(at)).body.status).toBe('solved');
  });

  it('goes where the agent says, copied to whom they say', async () => {
    const { body } = await agent.post(
      `${at}/replies`,
      reply({ to: [' New@Customer.Test '], cc: ['boss@customer.test'] }),
    );
    expect([body.to, body.cc]).toEqual([
      [{ name: '', address: 'new@customer.test' }],
      [{ name: '', address: 'boss@customer.test' }],
    ]);
  });

  it.each([
    '"a\\r\\nBcc: x@evil.test" <a@b.test>',
    'a@b.test\r\nBcc: x@evil.test',
    'a@b.test, x@evil.test',
    '<a@b.test>',
  ])('goes to no address that is more than one (%j)', async (address) => {
    expect((await agent.post(`${at}/replies`, reply({ to: [address] }))).status).toBe(400);
    expect((await agent.post(`${at}/replies`, reply({ cc: [address] }))).status).toBe(400);
  });

  it.each(['', '<p> </p>', '<iframe src="https://evil.example"></iframe>'])(
    'is refused when it says nothing: %j',
    async (html) => {
      const answer = await agent.post(`${at}/replies`, reply({ html }));
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ path: 'html' }] } });
    },
  );

  it.each([
    ['<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['<img src="x" onerror="alert(1)">', /^(?!.*onerror)/s],
    ['<a href="javascript:alert(1)">x</a>', /^(?!.*javascript)/s],
    ['<a href="&#106;avascript:alert(1)">x</a>', /^(?!.*avascript)/s],
    ['x<form action="https://evil.example"><input name="password"></form>', /^(?!.*(form|input))/s],
    ['<p dir="rtl" lang="fa" style="position:fixed;color:red">سلام</p>', /^<p dir="rtl" lang="fa"[^>]*>سلام<\/p>$/],
    ['x<iframe src="https://evil.example"></iframe>', /^(?!.*iframe)/s],
  ])('is cleaned: %s', async (html, clean) => {
    const { body } = await agent.post(`${at}/replies`, reply({ html }));
    if (typeof clean === 'string') expect(body.html).toBe(clean);
    else expect(body.html).toMatch(clean);
    expect(body.html).not.toMatch(/position|script/);
  });

  it('is not sent over what somebody else wrote meanwhile, unless anyway', async () => {
    await colleague.post(`${at}/replies`, reply({ html: '<p>I have answered.</p>' }));
    const refused = await agent.post(`${at}/replies`, reply());
    expect([refused.status, refused.body.code]).toEqual([409, 'ticket.newer_messages']);
    expect(refused.body.params.messages).toMatchObject([
      { seq: 2, author: { id: colleague.id }, text: 'I have answered.' },
    ]);
    expect((await agent.post(`${at}/replies`, reply({ lastSeq: 2 }))).status).toBe(201);
    expect((await colleague.post(`${at}/replies`, reply({ sendAnyway: true }))).status).toBe(201);
  });

  it('is held up by the contact’s new mail', async () => {
    const [first] = await test.database.query<{ id: string }>('select message_id as id from messages where id = $1', [
      ticket.messageId,
    ]);
    await test.mail(inbox, { from: 'sara@customer.test', subject: 'Re: Late parcel', inReplyTo: first?.id ?? '' });
    expect((await agent.post(`${at}/replies`, reply())).body.params.messages).toMatchObject([
      { seq: 2, kind: 'inbound' },
    ]);
  });

  it('is not held up by a colleague’s note or by one’s own message', async () => {
    await colleague.post(`${at}/notes`, { html: 'Look at #1' });
    await agent.post(`${at}/replies`, reply());
    expect((await agent.post(`${at}/replies`, reply())).status).toBe(201);
  });

  it('does not join a closed ticket', async () => {
    await test.database.query(`update ticket_standings set status = 'closed' where ticket_id = $1`, [ticket.id]);
    expect((await agent.post(`${at}/replies`, reply())).body.code).toBe('ticket.closed');
    expect((await agent.post(`${at}/notes`, { html: 'x' })).status).toBe(409);
  });

  it('carries the agent’s signature as text, never as markup', async () => {
    const signer = await test.agent('agent', [inbox.queueId]);
    await signer.patch('/api/me', { preferences: { signature: 'Nina <nina@diwan.test>\n<script>1</script>' } });
    const { body } = await signer.post(`${at}/replies`, reply());
    expect(body.html).toMatch(
      /<p dir="auto">-- <br ?\/?>Nina &lt;nina@diwan.test&gt;<br ?\/?>&lt;script&gt;1&lt;\/script&gt;<\/p>$/,
    );
    expect(body.text).toMatch(/--\nNina <nina@diwan.test>/);
  });
});

describe('an idempotency key', () => {
  const key = () => ({ 'idempotency-key': randomUUID() });
  const count = async () => (await agent.get(at)).body.lastSeq;

  it('makes a repeated reply one, also when both come at once', async () => {
    const headers = key();
    const answers = await Promise.all([1, 2, 3].map(() => agent.post(`${at}/replies`, reply(), headers)));
    expect(statusesOf(answers)).toEqual([201, 201, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(await count()).toBe(2);
  });

  it('is not for two different replies, nor for two tickets', async () => {
    const headers = key();
    await agent.post(`${at}/replies`, reply(), headers);
    const other = await agent.post(`${at}/replies`, reply({ html: '<p>Other</p>' }), headers);
    expect([other.status, other.body.code]).toEqual([409, 'request.idempotency_conflict']);
    const elsewhere = await test.mail(inbox);
    expect((await agent.post(`/api/tickets/${elsewhere.number}/replies`, reply(), headers)).status).toBe(409);
    expect((await agent.post(`${at}/notes`, { html: '<p>On its way.</p>' }, headers)).status).toBe(409);
  });

  it('is each agent’s own, and free again after a refusal', async () => {
    const headers = key();
    expect((await agent.post(`${at}/replies`, reply({ attachmentIds: [randomUUID()] }), headers)).status).toBe(400);
    expect((await agent.post(`${at}/replies`, reply(), headers)).status).toBe(201);
    expect((await colleague.post(`${at}/replies`, reply({ sendAnyway: true }), headers)).body.seq).toBe(3);
  });

  it('of absurd length is refused', async () => {
    const answer = await agent.post(`${at}/replies`, reply(), { 'idempotency-key': 'x'.repeat(201) });
    expect(answer.status).toBe(400);
  });
});

describe('an attachment', () => {
  const attachmentIds = async (...names: string[]) => {
    const ids: string[] = [];
    for (const name of names) ids.push((await agent.upload(name, `content of ${name}`)).body.id);
    return { attachmentIds: ids };
  };

  it('goes with the message in the order given', async () => {
    const wish = await attachmentIds('b.txt', 'a.txt');
    const { body } = await agent.post(`${at}/replies`, reply(wish));
    expect(body.attachments.map((each: { name: string }) => each.name)).toEqual(['b.txt', 'a.txt']);
  });

  it('is used once, by whom it was uploaded', async () => {
    const wish = await attachmentIds('a.txt');
    expect((await colleague.post(`${at}/replies`, reply(wish))).body.code).toBe('attachment.unknown');
    expect((await agent.post(`${at}/replies`, reply(wish))).status).toBe(201);
    expect((await agent.post(`${at}/replies`, reply(wish))).body.code).toBe('attachment.unknown');
    expect((await agent.get(at)).body.lastSeq).toBe(2);
  });
});

describe('taking a reply back', () => {
  const taken = async (body: object = {}, by = agent) => {
    const sent = await by.post(`${at}/replies`, reply(body));
    return { id: sent.body.id as string, answer: await by.post(`/api/messages/${sent.body.id}/cancel`, {}) };
  };

  it.each([
    ['a new ticket', () => Promise.resolve(), {}],
    ['one’s own open ticket', async () => {
      await agent.post(`${at}/assign`, { version: 1, assigneeId: agent.id });
      await agent.post(`${at}/open`, { version: 2 });
    }, {}],
    ['a pending ticket of one’s own', async () => {
      await agent.post(`${at}/assign`, { version: 1, assigneeId: agent.id });
      await agent.post(`${at}/pend`, { version: 2 });
    }, {}],
    ['an unassigned ticket that it solved', () => Promise.resolve(), { solve: true }],
    ['a solved ticket', () => agent.post(`${at}/solve`, { version: 1 }), {}],
  ])('leaves %s exactly as it was', async (_, prepare, body) => {
    await prepare();
    const before = await state();
    const { answer } = await taken(body);
    expect(answer.status).toBe(200);
    expect(await state()).toEqual(before);
    const { body: timeline } = await agent.get(`${at}/timeline`);
    expect(timeline.items.filter((item: { type: string }) => item.type === 'message')).toHaveLength(1);
  }); // prettier-ignore

  it('is told in the timeline', async () => {
    await taken();
    const { body: timeline } = await agent.get(`${at}/timeline`);
    const told = timeline.items.filter(
      (item: { event?: { type: string } }) => item.event?.type === 'message.cancelled',
    );
    expect(told).toMatchObject([{ event: { actor: { kind: 'agent' } } }]);
  });

  it('gives the draft back with its files and without the signature', async () => {
    const signer = await test.agent('agent', [inbox.queueId]);
    await signer.patch('/api/me', { preferences: { signature: 'Nina' } });
    const { body: file } = await signer.upload('a.txt', 'a');
    const { answer } = await taken({ attachmentIds: [file.id], cc: ['boss@customer.test'] }, signer);
    expect(answer.body).toMatchObject({
      html: '<p>On its way.</p>', to: [{ address: 'sara@customer.test' }], cc: [{ address: 'boss@customer.test' }],
      attachments: [{ id: file.id, name: 'a.txt' }],
    }); // prettier-ignore
    const again = await signer.post(`${at}/replies`, reply({ attachmentIds: [file.id] }));
    expect([again.status, again.body.seq]).toEqual([201, 3]);
  });

  it('leaves alone what somebody touched meanwhile', async () => {
    const sent = await agent.post(`${at}/replies`, reply());
    const { version } = (await colleague.get(at)).body;
    await colleague.post(`${at}/assign`, { version, assigneeId: colleague.id });
    expect((await agent.post(`/api/messages/${sent.body.id}/cancel`, {})).status).toBe(200);
    const { body } = await agent.get(at);
    expect([body.status, body.assignee.id]).toEqual(['pending', colleague.id]);
    expect(body.snippet).not.toMatch(/On its way/);
  });

  it('makes nothing unread for colleagues who had read the rest, whichever of two is taken back first', async () => {
    const unread = async () => (await colleague.get(at)).body.unread as boolean;
    await colleague.post(`${at}/read`, { seq: 1 });
    const first = await agent.post(`${at}/replies`, reply());
    const second = await agent.post(`${at}/replies`, reply({ lastSeq: 2 }));
    expect(await unread()).toBe(true);
    await agent.post(`/api/messages/${second.body.id}/cancel`, {});
    expect(await unread()).toBe(true);
    await agent.post(`/api/messages/${first.body.id}/cancel`, {});
    expect(await unread()).toBe(false);
    await agent.post(`${at}/notes`, { html: 'for you' });
    expect(await unread()).toBe(true);
    await taken({ lastSeq: 4 });
    expect(await unread()).toBe(true);
  });

  it('leaves no trace to find', async () => {
    await taken({ html: '<p>xylophonic</p>' });
    expect((await agent.get('/api/search?q=xylophonic')).body.items).toEqual([]);
  });

  it('comes too late once it is on its way, and a second time', async () => {
    const { id, answer } = await taken();
    expect(answer.status).toBe(200);
    expect((await agent.post(`/api/messages/${id}/cancel`, {})).body.code).toBe('message.already_sent');
    const sent = await agent.post(`${at}/replies`, reply());
    await test.database.query(`update deliveries set state = 'sending' where message_id = $1`, [sent.body.id]);
    expect((await agent.post(`/api/messages/${sent.body.id}/cancel`, {})).status).toBe(409);
  });

  it('is not for the contact’s mail', async () => {
    expect((await agent.post(`/api/messages/${ticket.messageId}/cancel`, {})).body.code).toBe('message.already_sent');
  });

  it('is over before it begins for whoever wants no delay', async () => {
    const hasty = await test.agent('agent', [inbox.queueId]);
    await hasty.patch('/api/me', { preferences: { undoSendSeconds: 0 } });
    const sent = await hasty.post(`${at}/replies`, reply());
    expect(sent.body.delivery.state).toBe('queued');
    expect((await hasty.post(`/api/messages/${sent.body.id}/cancel`, {})).status).toBe(409);
  });
});

describe('a failed reply', () => {
  it('is sent once more on request, and only then', async () => {
    const { body } = await agent.post(`${at}/replies`, reply());
    expect((await agent.post(`/api/messages/${body.id}/retry`, {})).body.code).toBe('message.not_failed');
    await test.database.query(
      `update deliveries set state = 'failed', attempts = 9, error_code = 'channel.rejected' where message_id = $1`,
      [body.id],
    );
    const again = await agent.post(`/api/messages/${body.id}/retry`, {});
    expect(again.body.delivery).toMatchObject({ state: 'queued', attempts: 0, error: null });
    expect((await eventsOf()).at(-1)).toMatchObject({ type: 'message.retried', actor: agent.id });
  });
});
