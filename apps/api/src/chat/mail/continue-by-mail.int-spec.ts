import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ReplySigner } from '@diwan/channels';
import { REPLY_SIGNER } from '../../secrets/secrets.module.js';
import { aVisitor, aWidget } from '../../testing/a-visitor.js';
import { anInbox, type AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { continueChatsByMail } from './continue-by-mail.js';

let test: TestApp;
let mailbox: AnInbox;
let agent: SignedIn;
let key: string;
beforeAll(async () => {
  test = await createTestApp();
  mailbox = await anInbox(test.database);
  const widget = await aWidget(test.database, { mailInboxId: mailbox.id });
  key = widget.key;
  agent = await test.agent('agent', [widget.queueId]);
});
afterAll(() => test.close());

const run = () => continueChatsByMail(test.database, test.app.get<ReplySigner>(REPLY_SIGNER));
const later = () => test.database.query(`update chat_sessions set answered_at = answered_at - interval '3 minutes'`);
const mails = (ticketId: string) =>
  test.database.query<{ to: string; text: string; replyTo: string; inboxId: string; seq: number }>(
    `select m.to_addresses->0->>'address' as to, m.text, d.reply_to as "replyTo", d.inbox_id as "inboxId", m.seq
     from deliveries d join messages m on m.id = d.message_id where m.ticket_id = $1 order by m.seq`,
    [ticketId],
  );

async function aChat(email: string | null) {
  const visitor = await aVisitor(test.url, key, { locale: 'fa-IR' });
  const { conversationId } = await visitor.write('سلام');
  if (email) {
    visitor.say({ type: 'details', email });
    // The next frame is handled after it.
    await visitor.write('هستم');
  }
  const [row] = await test.database.query<{ number: number }>(
    'select number::float8 as number from tickets where id = $1',
    [conversationId],
  );
  const number = row?.number ?? 0;
  const answer = async (text: string) => {
    const { lastSeq } = (await agent.get(`/api/tickets/${number}`)).body;
    await agent.post(`/api/tickets/${number}/replies`, {
      html: `<p>${text}</p>`, cc: [], attachmentIds: [], solve: false, lastSeq, sendAnyway: true,
    }); // prettier-ignore
  };
  return { visitor, token: visitor.welcome.token, conversationId, number, answer };
}

it('brings what was missed in one mail, and what is written back to the same ticket and to the widget', async () => {
  const chat = await aChat('Sara@Customer.test');
  chat.visitor.socket.terminate();
  await chat.answer('یک');
  await chat.answer('دو');
  expect(await run()).toBe(0);
  await later();
  expect(await run()).toBe(1);
  await later();
  expect(await run()).toBe(0);
  const [mail, ...others] = await mails(chat.conversationId);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: 'sara@customer.test', inboxId: mailbox.id });
  expect(mail?.text).toMatch(/یک[^]*دو/);
  const ticket = await test.mail(mailbox, { from: 'sara@customer.test', to: mail?.replyTo ?? '', text: 'سپاس' });
  expect(ticket.number).toBe(chat.number);
  const back = await aVisitor(test.url, key, { token: chat.token });
  expect(back.welcome.messages.map((each) => [each.from, each.text])).toEqual([
    ['visitor', 'سلام'],
    ['visitor', 'هستم'],
    ['agent', 'یک'],
    ['agent', 'دو'],
    ['visitor', 'سپاس'],
  ]);
  back.socket.close();
});

it('sends nothing of what the screen has got', async () => {
  const chat = await aChat('reza@customer.test');
  await chat.answer('Here');
  const [message] = (await chat.visitor.next('messages')).messages;
  chat.visitor.say({ type: 'seen', conversationId: chat.conversationId, seq: message?.seq ?? 0, read: false });
  await chat.visitor.write('Thanks');
  await later();
  expect(await run()).toBe(0);
  chat.visitor.socket.close();
});

it('sends nothing to who has left no address', async () => {
  const chat = await aChat(null);
  chat.visitor.socket.terminate();
  await chat.answer('Lost');
  await later();
  await run();
  expect(await mails(chat.conversationId)).toEqual([]);
});

it('is sent once by two workers', async () => {
  const chat = await aChat('two@customer.test');
  chat.visitor.socket.terminate();
  await chat.answer('Once');
  await later();
  const counts = await Promise.all([run(), run(), run()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await mails(chat.conversationId)).toHaveLength(1);
});
