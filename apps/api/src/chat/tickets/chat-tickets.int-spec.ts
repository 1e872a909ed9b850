import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aVisitor, aWidget, type AWidget } from '../../testing/a-visitor.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';

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

/** A visitor who has written once, and the ticket of it. */
async function aChat(locale = 'fa-IR') {
  const visitor = await aVisitor(test.url, widget.key, { locale });
  const { conversationId } = await visitor.write('Where is my order?');
  await visitor.next('conversation');
  const rows = await test.database.query<{ number: number }>(
    'select number::float8 as number from tickets where id = $1',
    [conversationId],
  );
  return { visitor, conversationId, path: `/api/tickets/${rows[0]?.number ?? 0}`, number: rows[0]?.number ?? 0 };
}
const versionOf = async (path: string) => ({ version: (await agent.get(path)).body.version as number });
const eventsOf = async (path: string) =>
  (await agent.get(`${path}/timeline`)).body.items
    .filter((item: { type: string }) => item.type === 'event')
    .map(({ event }: { event: { type: string; params: unknown } }) => event);

describe('what an agent sees of a visitor', () => {
  it('is the page, the language, and nothing that was not said', async () => {
    const { visitor, path } = await aChat();
    expect((await agent.get(`${path}/chat`)).body).toMatchObject({
      page: { url: 'https://shop.test/cart', title: 'Cart' },
      locale: 'fa-IR',
      endedAt: null,
      said: { name: null, email: null, proven: false },
      deliveredSeq: 0,
      readSeq: 0,
      rating: null,
    });
    visitor.socket.close();
  });

  it('is what they said of themselves, how far they have read, and how they rate it', async () => {
    const { visitor, conversationId, path } = await aChat();
    visitor.say({ type: 'details', name: 'Sara', email: 'Sara@Shop.test' });
    visitor.say({ type: 'seen', conversationId, seq: 1, read: true });
    visitor.say({ type: 'rate', conversationId, score: 2, text: 'Slow' });
    await visitor.next('conversation');
    expect((await agent.get(`${path}/chat`)).body).toMatchObject({
      said: { name: 'Sara', email: 'sara@shop.test', proven: false },
      deliveredSeq: 1,
      readSeq: 1,
      rating: { score: 2, text: 'Slow' },
    });
    visitor.socket.close();
  });

  it('is nothing to agents of another team, and nothing of a ticket that is no chat', async () => {
    const { visitor, path } = await aChat();
    const stranger = await test.agent('agent');
    expect((await stranger.get(`${path}/chat`)).status).toBe(404);
    expect((await stranger.post(`${path}/chat/end`, { version: 1 })).status).toBe(404);
    const boss = await test.agent('admin');
    expect((await boss.get('/api/tickets/999999/chat')).status).toBe(404);
    visitor.socket.close();
  });
});

describe('an agent', () => {
  it('ends a chat: the ticket is solved, and what the visitor writes next is another', async () => {
    const { visitor, conversationId, path } = await aChat();
    const ended = await agent.post(`${path}/chat/end`, await versionOf(path));
    expect(ended.body).toMatchObject({ status: 'solved' });
    expect((await visitor.next('conversation')).conversation.state).toBe('ended');
    expect((await agent.get(`${path}/chat`)).body.endedAt).not.toBeNull();
    expect(await eventsOf(path)).toContainEqual(
      expect.objectContaining({ type: 'chat.ended', params: { by: 'agent' } }),
    );
    expect((await visitor.write('One more thing')).conversationId).not.toBe(conversationId);
    visitor.socket.close();
  });

  it('ends it once, and only as it stands on the screen', async () => {
    const { visitor, path } = await aChat();
    const version = await versionOf(path);
    const [one, other] = await Promise.all([
      agent.post(`${path}/chat/end`, version),
      agent.post(`${path}/chat/end`, version),
    ]);
    expect([200, 409]).toEqual(expect.arrayContaining([one.status, other.status]));
    expect(one.status).not.toBe(other.status);
    await agent.post(`${path}/chat/end`, await versionOf(path));
    const ends = (await eventsOf(path)).filter(({ type }: { type: string }) => type === 'chat.ended');
    expect(ends).toHaveLength(1);
    visitor.socket.close();
  });

  it('who reads is seen by the visitor to have read', async () => {
    const { visitor, conversationId, path } = await aChat();
    await agent.post(`${path}/read`, { seq: 99 });
    expect(await visitor.next('seen')).toEqual({ type: 'seen', conversationId, seq: 1 });
    visitor.socket.close();
  });

  it('hands a chat to a colleague, and a lead moves it to another queue, under the eyes of the visitor', async () => {
    const { visitor, path, number } = await aChat();
    const colleague = await test.agent('agent', [widget.queueId]);
    await agent.post(`${path}/assign`, { ...(await versionOf(path)), assigneeId: colleague.id });
    expect((await visitor.next('conversation')).conversation).toMatchObject({
      state: 'served',
      agentName: colleague.name,
    });
    const other = await aWidget(test.database);
    const lead = await test.agent('lead', [widget.queueId, other.queueId]);
    const move = {
      selection: { numbers: [number] },
      target: { queueId: other.queueId, assignees: { to: 'nobody' } },
    };
    const { seen } = (await lead.post('/api/moves/preview', move)).body;
    const moved = await lead.post('/api/moves', { ...move, seen, reason: 'They know it better' });
    expect(moved.status).toBe(201);
    expect((await visitor.next('conversation')).conversation).toMatchObject({ state: 'waiting', agentName: null });
    expect((await lead.get(path)).body).toMatchObject({ queue: { id: other.queueId }, assignee: null });
    visitor.socket.close();
  });
});
