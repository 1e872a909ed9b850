import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { memoryStorage, openSession, type Session } from '../session.js';
import { type ScriptedChat, startScriptedChat } from '../testing/scripted-chat.js';
import { until } from '../testing/until.js';
import { type Chat, createChat, type Waits } from './chat.js';

let server: ScriptedChat;
let storage: Storage;
const open: Chat[] = [];

beforeEach(async () => {
  server = await startScriptedChat();
  storage = memoryStorage();
});
afterEach(async () => {
  open.splice(0).forEach((chat) => chat.close());
  await server.stop();
});

function visit(waits: Partial<Waits> = {}, session: Session = openSession('key', storage)): Chat {
  const chat = createChat({
    url: server.url,
    key: 'key',
    locale: 'fa',
    page: { url: 'https://shop.example/', title: 'Shop' },
    session,
    newId: randomUUID,
    waits,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    // The shortest waits that a back-off can have.
    random: () => 0,
  });
  open.push(chat);
  return chat;
}

const live = (chat: Chat) => until(() => chat.state().link === 'live', 'a welcome');
const texts = (chat: Chat) => chat.state().messages.map(({ text }) => text);
const heardOf = <T extends string>(type: T) => server.heard.filter((frame) => frame.type === type);

describe('createChat', () => {
  it('says hello without a token, and with it the next time', async () => {
    await live(visit());
    await live(visit());
    expect(heardOf('hello')).toMatchObject([{ token: null, after: null, locale: 'fa' }, { token: 'token-1' }]);
  });

  it('keeps a message until it is taken, over a lost connection and a new page', async () => {
    server.intercept(({ type }) => type !== 'message');
    const chat = visit();
    await live(chat);
    chat.write('one');
    chat.write('two');
    await until(() => heardOf('message').length === 1, 'the first message on the wire');
    chat.close();

    server.intercept(null);
    const next = visit();
    await until(() => next.state().outbox.length === 0, 'an empty outbox');
    expect(texts(next)).toEqual(['one', 'two']);
    expect(openSession('key', storage).outbox()).toEqual([]);
    const sent = heardOf('message').map((frame) => (frame as { id: string }).id);
    expect(sent[0]).toBe(sent[1]);
  });

  it('asks after a cut for what it has not heard, and does not lose an answer that its own message passed', async () => {
    const chat = visit();
    await live(chat);
    chat.write('hello');
    await until(() => texts(chat).length === 1, 'the own message');
    server.write('on its way', { isLost: true });
    chat.write('are you there?');
    await until(() => texts(chat).length === 2, 'the second message');
    server.cut(1012);
    await until(() => texts(chat).length === 3, 'the answer');
    expect(texts(chat)).toEqual(['hello', 'on its way', 'are you there?']);
  });

  it('marks what cannot be sent for long, and sends it when the connection is back', async () => {
    const chat = visit({ lateMs: 10 });
    await live(chat);
    server.intercept(() => false);
    server.cut();
    chat.write('in a tunnel');
    await until(() => chat.state().isLate, 'the mark');
    expect(chat.state().outbox).toHaveLength(1);
    server.intercept(null);
    chat.retry(chat.state().outbox[0]?.id ?? '');
    await until(() => texts(chat).includes('in a tunnel'), 'the message');
    expect(chat.state().isLate).toBe(false);
  });

  it('takes a socket that does not answer for dead', async () => {
    server.intercept(({ type }) => type !== 'message');
    const chat = visit({ answerMs: 20 });
    await live(chat);
    chat.write('hello?');
    await until(() => heardOf('message').length > 0, 'the message on the wire');
    server.intercept(null);
    await until(() => texts(chat).length === 1, 'the message taken');
    expect(heardOf('hello').length).toBeGreaterThan(1);
  });

  it('waits as long as it is told, then goes on in order', async () => {
    let refusals = 1;
    server.intercept((frame) => {
      if (frame.type !== 'message' || refusals-- <= 0) return true;
      server.send({ type: 'refused', id: frame.id, code: 'chat.too_fast', retryAfterSeconds: 0.05 });
      return false;
    });
    const chat = visit();
    await live(chat);
    ['one', 'two', 'three'].forEach((text) => chat.write(text));
    await until(() => texts(chat).length === 3, 'all of them');
    expect(texts(chat)).toEqual(['one', 'two', 'three']);
  });

  it('shows why a message was refused, and goes on with the next', async () => {
    server.intercept((frame) => {
      if (frame.type !== 'message' || frame.text !== 'bad') return true;
      server.send({ type: 'refused', id: frame.id, code: 'chat.unavailable', retryAfterSeconds: null });
      return false;
    });
    const chat = visit();
    await live(chat);
    chat.write('bad');
    chat.write('good');
    await until(() => texts(chat).includes('good'), 'the good one');
    expect(chat.state().outbox).toMatchObject([{ text: 'bad', failure: 'chat.unavailable' }]);
  });

  it('gives up where it is not wanted', async () => {
    server.intercept(() => {
      server.send({ type: 'refused', id: null, code: 'chat.unknown_widget', retryAfterSeconds: null });
      return false;
    });
    const chat = visit();
    await until(() => chat.state().link === 'closed', 'the end');
    expect(chat.state().closedBy).toBe('chat.unknown_widget');
  });

  it('waits for a new proof of who is there when the old one has expired', async () => {
    server.intercept((frame) => {
      if (frame.type !== 'hello' || frame.identity === 'fresh') return true;
      server.send({ type: 'refused', id: null, code: 'chat.identity_expired', retryAfterSeconds: null });
      return false;
    });
    const chat = visit();
    await until(() => chat.state().closedBy === 'chat.identity_expired', 'the refusal');
    chat.identify('fresh');
    await live(chat);
    expect(chat.state().closedBy).toBeNull();
  });

  it('does not send again what the server has closed the socket over', async () => {
    server.intercept(({ type }) => {
      if (type === 'message') server.cut(1008);
      return type !== 'message';
    });
    const chat = visit();
    await live(chat);
    chat.write('odd');
    await until(() => chat.state().outbox[0]?.failure, 'the mark');
    await live(chat);
    expect(heardOf('message')).toHaveLength(1);
  });

  it('tells what has come and what was read, and counts what was not', async () => {
    const chat = visit();
    await live(chat);
    chat.write('hello');
    await until(() => texts(chat).length === 1, 'the message');
    const { seq } = server.write('hi');
    await until(() => chat.unread() === 1, 'an unread message');
    await until(() => heardOf('seen').length === 1, 'the receipt');
    chat.look(true);
    await until(() => heardOf('seen').length === 2, 'the second receipt');
    expect(heardOf('seen')).toMatchObject([
      { seq, read: false },
      { seq, read: true },
    ]);
    chat.look(false);
    expect(chat.unread()).toBe(0);
  });

  it('says that the visitor writes, and only now and then', async () => {
    const chat = visit();
    await live(chat);
    for (let key = 0; key < 20; key += 1) chat.typing(true);
    chat.typing(false);
    chat.write('done');
    await until(() => heardOf('message').length === 1, 'the message');
    expect(heardOf('typing')).toEqual([
      { type: 'typing', on: true },
      { type: 'typing', on: false },
    ]);
  });

  it('forgets that an agent writes when nothing more is heard', async () => {
    const chat = visit({ typistMs: 20 });
    await live(chat);
    server.send({ type: 'typing', name: 'Sara', on: true });
    await until(() => chat.state().typist === 'Sara', 'the typist');
    await until(() => chat.state().typist === null, 'silence');
  });

  it('sends the address after the connection is back', async () => {
    const chat = visit();
    await live(chat);
    server.cut();
    await until(() => chat.state().link === 'lost', 'the loss');
    chat.leaveEmail('sara@example.org');
    await until(() => heardOf('details').length === 1, 'the address');
    expect(chat.state().email).toBe('sara@example.org');
  });
});
