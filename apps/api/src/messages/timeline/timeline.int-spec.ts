import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explanation, timelinePage, type Message, type TimelineItem } from '@diwan/contracts';
import { anInbox, type AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';

const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const withImage = [
  '--b', 'Content-Type: text/html; charset=utf-8', '', '<p>See <img src="cid:pic@x"> and <img src="https://tracker.example/1.gif"></p>',
  '--b', 'Content-Type: image/png', 'Content-ID: <pic@x>', 'Content-Disposition: inline; filename="pic.png"',
  'Content-Transfer-Encoding: base64', '', image, '--b--',
].join('\r\n'); // prettier-ignore

describe('a timeline', () => {
  let test: TestApp;
  let inbox: AnInbox;
  let agent: SignedIn;
  beforeAll(async () => {
    test = await createTestApp();
    inbox = await anInbox(test.database);
    agent = await test.agent('agent', [inbox.queueId]);
  });
  afterAll(() => test.close());

  const page = async (number: number, query = '') => {
    const { status, body } = await agent.get(`/api/tickets/${number}/timeline?${query}`);
    expect(status).toBe(200);
    return timelinePage.parse(body);
  };
  const messagesOf = (items: readonly TimelineItem[]): Message[] =>
    items.flatMap((item) => (item.type === 'message' ? [item.message] : []));
  const typesOf = (items: readonly TimelineItem[]) =>
    items.map((item) => (item.type === 'message' ? `message ${item.message.seq}` : item.event.type));

  it('tells messages and what happened in order, with names', async () => {
    const { number } = await test.mail(inbox, { from: 'Sara <sara@customer.test>' });
    await agent.post(`/api/tickets/${number}/assign`, { version: 1, assigneeId: agent.id });
    await agent.post(`/api/tickets/${number}/notes`, { html: '<p>Ask the depot</p>' });
    await agent.post(`/api/tickets/${number}/priority`, { version: 3, priority: 'high' });
    const { items } = await page(number);
    expect(typesOf(items).slice(0, 2).toSorted()).toEqual(['message 1', 'ticket.opened']);
    expect(typesOf(items).slice(2)).toEqual(['ticket.assigned', 'message 2', 'ticket.priority_changed']);
    expect(items[2]).toMatchObject({
      event: { actor: { kind: 'agent', name: agent.name }, params: { from: null, to: { id: agent.id, name: agent.name } } },
    }); // prettier-ignore
    expect(messagesOf(items)[0]).toMatchObject({ author: { kind: 'contact', name: 'Sara' }, delivery: null });
  });

  it('comes in pages without a hole or a repetition, newest first', async () => {
    const { number } = await test.mail(inbox);
    for (let n = 0; n < 9; n++) {
      await agent.post(`/api/tickets/${number}/notes`, { html: `note ${n}` });
      const { version } = (await agent.get(`/api/tickets/${number}`)).body;
      await agent.post(`/api/tickets/${number}/priority`, { version, priority: n % 2 ? 'low' : 'high' });
    }
    const whole = await page(number, 'limit=100');
    expect(whole.previousCursor).toBeNull();
    const paged: TimelineItem[] = [];
    let before: string | null = null;
    do {
      const part = await page(number, `limit=3${before ? `&before=${before}` : ''}`);
      expect(messagesOf(part.items).length).toBeLessThanOrEqual(3);
      paged.unshift(...part.items);
      before = part.previousCursor;
    } while (before);
    const ids = (items: readonly TimelineItem[]) =>
      items.map((item) => (item.type === 'message' ? item.message.id : item.event.id));
    expect(ids(paged)).toEqual(ids(whole.items));
  });

  it('shows inline images by signed links and leaves remote ones out', async () => {
    const { number } = await test.mail(inbox, {
      headers: { 'Content-Type': 'multipart/related; boundary=b' }, text: withImage,
    }); // prettier-ignore
    const [message] = messagesOf((await page(number)).items);
    const url = message?.attachments[0]?.url ?? '';
    expect(message?.html).toContain(`"${url.replaceAll('&', '&amp;')}"`);
    expect(message?.html).not.toMatch(/cid:| src="https:/);
    expect(message?.hasRemoteImages).toBe(true);
    const file = await test.stranger().get(url);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(file.headers.get('content-disposition')).toMatch(/^inline/);
  });

  it('explains why a mail went where it did', async () => {
    const { messageId } = await test.mail(inbox);
    const { body } = await agent.get(`/api/messages/${messageId}/explanation`);
    expect(explanation.parse(body)).toMatchObject({ outcome: 'ticket', source: 'smtp' });
    expect(body.steps.length).toBeGreaterThan(0);
  });

  it('gives the mail as it came, as a download, and notes who took it', async () => {
    const { messageId, number } = await test.mail(inbox, { text: '<script>alert(1)</script>' });
    const raw = await agent.get(`/api/messages/${messageId}/raw`);
    expect(raw.text).toMatch(/^From: .*<script>alert\(1\)<\/script>/s);
    expect(Object.fromEntries(raw.headers)).toMatchObject({
      'content-type': 'message/rfc822', 'content-disposition': `attachment; filename="${messageId}.eml"`,
      'x-content-type-options': 'nosniff',
    }); // prettier-ignore
    const manager = await test.agent('manager');
    const { body: audit } = await manager.get('/api/audit');
    expect(audit.items[1]).toMatchObject({
      type: 'raw_mail.downloaded', actor: { name: agent.name }, address: '127.0.0.1',
    }); // prettier-ignore
    const note = await agent.post(`/api/tickets/${number}/notes`, { html: 'x' });
    expect((await agent.get(`/api/messages/${note.body.id}/raw`)).status).toBe(404);
  });
});
