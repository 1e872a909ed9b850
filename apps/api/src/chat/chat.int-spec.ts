import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { aVisitor, aWidget, dialChat, type AVisitor, type AWidget } from '../testing/a-visitor.js';
import { anAgentSocket } from '../testing/an-agent-socket.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';

let test: TestApp;
let widget: AWidget;
let agent: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  widget = await aWidget(test.database);
  agent = await test.agent('agent', [widget.queueId]);
});
afterAll(() => test.close());

const visit = (hello: Parameters<typeof aVisitor>[2] = {}) => aVisitor(test.url, widget.key, hello);
const ticketOf = async (conversationId: string) => {
  const [row] = await test.database.query<{ number: number }>(
    'select number::float8 as number from tickets where id = $1',
    [conversationId],
  );
  return row?.number ?? 0;
};
const answer = async (number: number, text: string) => {
  const { lastSeq } = (await agent.get(`/api/tickets/${number}`)).body;
  const answered = await agent.post(`/api/tickets/${number}/replies`, {
    html: `<p>${text}</p>`, cc: [], attachmentIds: [], solve: false, lastSeq, sendAnyway: false,
  }); // prettier-ignore
  expect(answered.status).toBe(201);
};
const texts = (visitor: AVisitor) => visitor.messages().map(({ seq, from, text }) => [seq, from, text]);

describe('a visitor', () => {
  it('writes, and it is a ticket of the widget’s queue; an agent answers, and it is on the screen', async () => {
    const visitor = await visit();
    expect(visitor.welcome).toMatchObject({ conversation: null, messages: [], complete: true });
    const taken = await visitor.write('Where is my order?');
    const { conversation } = await visitor.next('conversation');
    expect(conversation).toMatchObject({ id: taken.conversationId, state: 'waiting', position: 1 });
    const number = await ticketOf(taken.conversationId);
    const { body } = await agent.get(`/api/tickets/${number}`);
    expect(body).toMatchObject({ channel: 'chat', subject: 'Where is my order?', queue: { id: widget.queueId } });
    await answer(number, 'On its way');
    const { messages } = await visitor.next('messages');
    expect(messages).toMatchObject([{ seq: 2, from: 'agent', name: agent.name, text: 'On its way' }]);
    visitor.socket.close();
  });

  it('leaves nothing behind who only looks', async () => {
    const before = await test.database.query('select 1 from chat_visitors');
    const visitor = await visit();
    visitor.say({ type: 'typing', on: true });
    visitor.say({ type: 'details', name: 'Nobody', email: 'nobody@x.test' });
    visitor.say({ type: 'end' });
    visitor.socket.close();
    await visitor.closed();
    expect(await test.database.query('select 1 from chat_visitors')).toHaveLength(before.length);
  });

  it('comes back and gets what was missed, and nothing twice', async () => {
    const visitor = await visit();
    const { token } = visitor.welcome;
    const { conversationId } = await visitor.write('First');
    visitor.socket.terminate();
    const number = await ticketOf(conversationId);
    await answer(number, 'Second');
    await agent.post(`/api/tickets/${number}/notes`, { html: '<p>Not for strangers</p>', attachmentIds: [] });
    await answer(number, 'Fourth');
    const back = await visit({ token, after: { conversationId, seq: 2 } });
    expect(back.welcome).toMatchObject({ complete: false, messages: [{ seq: 4, text: 'Fourth' }] });
    const anew = await visit({ token });
    expect(anew.welcome.complete).toBe(true);
    expect(texts(anew)).toEqual([
      [1, 'visitor', 'First'],
      [2, 'agent', 'Second'],
      [4, 'agent', 'Fourth'],
    ]);
    back.socket.close();
    anew.socket.close();
  });

  it('has one conversation in two tabs', async () => {
    const one = await visit();
    await one.write('From the one');
    const other = await visit({ token: one.welcome.token });
    const taken = await other.write('From the other');
    const { messages } = await one.next('messages');
    expect(messages).toMatchObject([{ seq: taken.seq, from: 'visitor', text: 'From the other' }]);
    expect(texts(other).map(([, , text]) => text)).toEqual(['From the one']);
    one.socket.close();
    other.socket.close();
  });

  it('sees in a tab that was open before what begins in another', async () => {
    const one = await visit();
    await one.write('Hello');
    await one.next('conversation');
    one.say({ type: 'end' });
    await one.next('conversation');
    const { token } = one.welcome;
    const [quiet, busy] = [await visit({ token }), await visit({ token })];
    const taken = await busy.write('From the other tab');
    const { messages, conversationId } = await quiet.next('messages');
    expect([conversationId, messages.map(({ text }) => text)]).toEqual([taken.conversationId, ['From the other tab']]);
    for (const { socket } of [one, quiet, busy]) socket.close();
  });

  it('begins a new conversation after ending one', async () => {
    const visitor = await visit();
    const first = await visitor.write('Once');
    await visitor.next('conversation');
    visitor.say({ type: 'end' });
    expect((await visitor.next('conversation')).conversation.state).toBe('ended');
    visitor.say({ type: 'rate', conversationId: first.conversationId, score: 4, text: 'Good' });
    expect((await visitor.next('conversation')).conversation.rating).toBe(4);
    const second = await visitor.write('Once more');
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(second.seq).toBe(1);
    visitor.socket.close();
  });
});

describe('a message', () => {
  it('is taken once, however often and over however many connections it comes', async () => {
    const id = uuidv7();
    const one = await visit();
    const { token } = one.welcome;
    const others = await Promise.all([visit({ token }), visit({ token }), visit({ token })]);
    const taken = await Promise.all([one, ...others].map((visitor) => visitor.write('Only once', id)));
    expect(new Set(taken.map((each) => `${each.conversationId} ${each.seq}`)).size).toBe(1);
    const rows = await test.database.query('select 1 from messages where ticket_id = $1', [taken[0]?.conversationId]);
    expect(rows).toHaveLength(1);
    for (const { socket } of [one, ...others]) socket.close();
  });

  it('keeps its place among many of many visitors at once', async () => {
    const visitors = await Promise.all(Array.from({ length: 20 }, () => visit()));
    await Promise.all(
      visitors.map(async (visitor) => {
        for (const text of ['a', 'b', 'c', 'd', 'e']) visitor.say({ type: 'message', id: uuidv7(), text });
        while (visitor.seen.filter((frame) => frame.type === 'taken').length < 5) await visitor.next('taken');
      }),
    );
    const rows = await test.database.query<{ text: string }>(
      `select string_agg(m.text, '' order by m.seq) as text from messages m join tickets t on t.id = m.ticket_id
       where t.inbox_id = $1 group by t.id`,
      [widget.id],
    );
    expect(rows.map((row) => row.text)).toEqual(Array.from({ length: 20 }, () => 'abcde'));
    for (const { socket } of visitors) socket.close();
  });

  it.each([
    ['without anything in it', { text: '  ' }, 'chat.empty_message'],
    ['with somebody else’s file', { text: 'x', fileIds: [uuidv7()] }, 'chat.unknown_file'],
  ])('%s is refused by its id', async (_, rest, code) => {
    const visitor = await visit();
    const id = uuidv7();
    visitor.say({ type: 'message', id, ...rest });
    expect(await visitor.next('refused')).toMatchObject({ id, code });
    visitor.socket.close();
  });
});

describe('a file', () => {
  const upload = (token: string, name: string, bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.append('file', new Blob([bytes]), name);
    const headers = { authorization: `Bearer ${token}`, 'x-diwan-key': widget.key };
    return fetch(`${test.url}/api/chat/files`, { method: 'POST', headers, body: form });
  };
  const bytes = new TextEncoder().encode('a receipt');

  it('goes with a message, reaches the agent, and the other tabs of the visitor', async () => {
    const visitor = await visit();
    const { token } = visitor.welcome;
    await visitor.write('Hello');
    const file = (await (await upload(token, 'رسید.txt', bytes)).json()) as { id: string };
    const tab = await visit({ token });
    const id = uuidv7();
    visitor.say({ type: 'message', id, text: '', fileIds: [file.id] });
    const { conversationId } = await visitor.next('taken');
    const [message] = (await tab.next('messages')).messages;
    expect(message?.files).toMatchObject([{ name: 'رسید.txt', sizeBytes: bytes.length }]);
    expect(await (await fetch(`${test.url}${message?.files[0]?.url}`)).text()).toBe('a receipt');
    const { items } = (await agent.get(`/api/tickets/${await ticketOf(conversationId)}/timeline`)).body;
    expect(items.at(-1).message.attachments).toMatchObject([{ name: 'رسید.txt' }]);
    visitor.say({ type: 'message', id: uuidv7(), text: 'Again', fileIds: [file.id] });
    expect(await visitor.next('refused')).toMatchObject({ code: 'chat.unknown_file' });
    visitor.socket.close();
    tab.socket.close();
  });

  it('is refused to a stranger, beyond ten, when it runs, and when it is too large', async () => {
    const { welcome, socket } = await visit();
    expect((await upload('forged', 'a.txt', bytes)).status).toBe(401);
    expect((await upload(welcome.token, 'a.exe', bytes)).status).toBe(415);
    expect((await upload(welcome.token, 'a.txt', new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
    for (let count = 0; count < 10; count++) expect((await upload(welcome.token, 'a.txt', bytes)).status).toBe(201);
    expect((await upload(welcome.token, 'a.txt', bytes)).status).toBe(429);
    socket.close();
  });
});

describe('a stranger', () => {
  it.each([
    ['an unknown widget', () => 'pub_unknown'],
    ['a widget that is switched off', async () => (await aWidget(test.database, { enabled: false })).key],
  ])('is told that there is no such chat: %s', async (_, key) => {
    const visitor = dialChat(test.url);
    await once(visitor.socket, 'open');
    visitor.say({ type: 'hello', key: await key(), token: null, locale: 'en', page: null, after: null });
    expect(await visitor.next('refused')).toMatchObject({ code: 'chat.unknown_widget' });
    expect(await visitor.closed()).toBe(4400);
  });

  it('with a forged token, or one of another widget, is somebody new', async () => {
    const visitor = await visit();
    await visitor.write('Mine');
    const [id] = visitor.welcome.token.split('.');
    const other = await aWidget(test.database);
    const strangers = [
      await visit({ token: `${id}.${'A'.repeat(43)}` }),
      await aVisitor(test.url, other.key, { token: visitor.welcome.token }),
    ];
    for (const { welcome, socket } of strangers) {
      expect(welcome).toMatchObject({ conversation: null, messages: [] });
      expect(welcome.token.startsWith(`${id}.`)).toBe(false);
      socket.close();
    }
    visitor.socket.close();
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown type', '{"type":"shout"}'],
    ['an unknown field', '{"type":"typing","on":true,"loud":true}'],
    ['a frame before hello', '{"type":"typing","on":true}'],
  ])('is cut at %s', async (_, frame) => {
    const visitor = dialChat(test.url);
    await once(visitor.socket, 'open');
    visitor.socket.send(frame);
    expect(await visitor.closed()).toBe(1008);
  });

  it('is cut at a frame beyond all measure', async () => {
    const visitor = await visit();
    visitor.socket.send('x'.repeat(64 * 1024 + 1));
    expect(await visitor.closed()).toBe(1009);
  });

  it.each(['https://evil.example', 'null'])('from %s does not get in', async (origin) => {
    const { socket } = dialChat(test.url, origin);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(403);
    socket.on('error', () => undefined).terminate();
  });

  it('who writes without a pause is slowed down and then cut, and hears by its id what was not taken', async () => {
    const visitor = await visit();
    const ids = Array.from({ length: 400 }, () => uuidv7());
    for (const id of ids) visitor.say({ type: 'message', id, text: 'Again' });
    expect(await visitor.closed()).toBe(4429);
    // Whoever comes after has waited for all that came before.
    const next = await visit();
    await next.write('After them');
    next.socket.close();
    const refused = visitor.seen.flatMap((frame) => (frame.type === 'refused' ? [frame.id] : []));
    const stored = await test.database.query<{ id: string }>(
      `select r.client_id as id from chat_receipts r join chat_visitors v on v.id = r.visitor_id where v.inbox_id = $1`,
      [widget.id],
    );
    expect(stored.length).toBeGreaterThan(20);
    expect(stored.length).toBeLessThan(60);
    expect(stored.filter(({ id }) => refused.includes(id))).toEqual([]);
  });
});

describe('both sides', () => {
  it('see each other write, and what was delivered and read', async () => {
    const visitor = await visit();
    const { conversationId } = await visitor.write('Hello');
    const number = await ticketOf(conversationId);
    const socket = await anAgentSocket(test.url, agent, [`ticket:${number}`]);
    visitor.say({ type: 'typing', on: true });
    expect(await socket.next('visitor_typing')).toEqual({ type: 'visitor_typing', number, on: true });
    socket.say({ type: 'typing', ticket: number, on: true });
    expect(await visitor.next('typing')).toEqual({ type: 'typing', name: agent.name, on: true });
    await answer(number, 'Hi');
    await visitor.next('messages');
    visitor.say({ type: 'seen', conversationId, seq: 2, read: false });
    expect(await socket.next('visitor_seen')).toEqual({ type: 'visitor_seen', number, deliveredSeq: 2, readSeq: 0 });
    visitor.say({ type: 'seen', conversationId, seq: 99, read: true });
    expect(await socket.next('visitor_seen')).toMatchObject({ deliveredSeq: 2, readSeq: 2 });
    visitor.socket.close();
    socket.socket.close();
  });
});
