import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { socketCloseCodes, type ServerFrame } from '@diwan/contracts';
import { system } from '@diwan/tickets';
import type { WebSocket } from 'ws';
import { recordEvent } from '../events/event.repository.js';
import { anAgentSocket, dialAgent, type AnAgentSocket } from '../testing/an-agent-socket.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, password, type SignedIn, type TestApp } from '../testing/test-app.js';
import { AgentGateway } from './agent-gateway.js';

let test: TestApp;
let inbox: AnInbox;
let agent: SignedIn;
let manager: SignedIn;
const open = new Set<WebSocket>();
beforeAll(async () => {
  test = await createTestApp();
  inbox = await anInbox(test.database);
  agent = await test.agent('agent', [inbox.queueId]);
  manager = await test.agent('admin');
});
afterEach(() => {
  for (const socket of open) socket.terminate();
  open.clear();
});
afterAll(() => test.close());

const dial = (headers: Record<string, string>, path?: string) => dialAgent(test.url, headers, path);

async function connect(who: SignedIn, topics: string[] = []): Promise<AnAgentSocket> {
  const frames = await anAgentSocket(test.url, who, topics);
  open.add(frames.socket);
  return frames;
}

const say = (frames: AnAgentSocket, frame: unknown): void => frames.say(frame);
const closing = async ({ socket }: AnAgentSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];
const numbersOf = (frames: readonly ServerFrame[]) =>
  frames.flatMap((frame) => (frame.type === 'tickets_changed' ? frame.tickets.map((each) => each.number) : []));
const change = async (number: number, priority = 'high') => {
  const { version } = (await manager.get(`/api/tickets/${number}`)).body;
  await manager.post(`/api/tickets/${number}/priority`, { version, priority });
};

describe('opening a socket', () => {
  it.each([
    ['without a session', () => ({}), 401],
    ['with a made up session', () => ({ cookie: 'diwan=forged' }), 401],
    ['from a foreign page', () => ({ cookie: agent.cookie, origin: 'https://evil.example' }), 403],
    ['from a page without an address', () => ({ cookie: agent.cookie, origin: 'null' }), 403],
  ])('%s is refused', async (_, headers, status) => {
    const socket = dial(headers());
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(status);
    socket.on('error', () => undefined).terminate();
  });

  it('is refused anywhere else', async () => {
    const socket = dial({ cookie: agent.cookie }, '/api/elsewhere');
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(404);
    socket.on('error', () => undefined).terminate();
  });
});

describe('a subscription', () => {
  it('to what may not be seen is refused like one to what is not', async () => {
    const hidden = await test.mail(await anInbox(test.database));
    const seen = await test.mail(inbox);
    const frames = await connect(agent);
    const topics = [
      `ticket:${seen.number}`,
      `ticket:${hidden.number}`,
      'ticket:1999999999',
      'suspended_mail',
      'tickets',
    ];
    say(frames, { type: 'subscribe', topics });
    expect(await frames.next()).toEqual({ type: 'subscribed', topics: [topics[0], 'tickets'] });
    expect(await frames.next()).toEqual({ type: 'refused', topics: topics.slice(1, 4) });
  });

  it('hears of visible tickets only', async () => {
    const hidden = await test.mail(await anInbox(test.database));
    const seen = await test.mail(inbox);
    const frames = await connect(agent, ['tickets']);
    const all = await connect(manager, ['tickets']);
    await change(hidden.number);
    await change(seen.number);
    expect(await frames.next('tickets_changed')).toEqual({
      type: 'tickets_changed',
      tickets: [{ number: seen.number, lastSeq: 1, version: 2, what: ['ticket.priority_changed'] }],
    });
    while (!numbersOf(all.seen).includes(seen.number)) await all.next();
    expect(numbersOf(all.seen)).toContain(hidden.number);
    expect(numbersOf(frames.seen)).toEqual([seen.number]);
  });

  it('hears nothing without asking, and nothing more after leaving', async () => {
    const ticket = await test.mail(inbox);
    const silent = await connect(agent);
    const left = await connect(agent, ['tickets']);
    const witness = await connect(agent, ['tickets']);
    say(left, { type: 'unsubscribe', topics: ['tickets'] });
    say(left, { type: 'subscribe', topics: ['inboxes'] });
    await left.next('subscribed');
    await change(ticket.number);
    await witness.next('tickets_changed');
    expect([numbersOf(silent.seen), numbersOf(left.seen)]).toEqual([[], []]);
  });

  it('is told that a ticket went away, and then no more of it', async () => {
    const ticket = await test.mail(await anInbox(test.database));
    const holder = await test.agent();
    await manager.post(`/api/tickets/${ticket.number}/assign`, { version: 1, assigneeId: holder.id });
    const frames = await connect(holder, ['tickets', `ticket:${ticket.number}`]);
    const witness = await connect(manager, ['tickets']);
    await manager.post(`/api/tickets/${ticket.number}/assign`, { version: 2, assigneeId: null });
    expect(await frames.next('tickets_changed')).toMatchObject({ tickets: [{ what: ['ticket.assigned'] }] });
    await change(ticket.number);
    while (numbersOf(witness.seen).length < 2) await witness.next();
    expect(numbersOf(frames.seen)).toEqual([ticket.number]);
  });

  it('follows the agent’s teams', async () => {
    const other = await anInbox(test.database);
    const ticket = await test.mail(other);
    const newcomer = await test.agent();
    const frames = await connect(newcomer, ['tickets']);
    await change(ticket.number, 'low');
    await manager.put(`/api/teams/${newcomer.teamId}`, { name: 'Grown', queueIds: [other.queueId] });
    await change(ticket.number, 'urgent');
    expect(await frames.next('tickets_changed')).toMatchObject({ tickets: [{ number: ticket.number, version: 3 }] });
    await manager.put(`/api/teams/${newcomer.teamId}`, { name: 'Grown', queueIds: [] });
    const witness = await connect(manager, ['tickets']);
    await change(ticket.number, 'normal');
    await witness.next('tickets_changed');
    expect(numbersOf(frames.seen)).toEqual([ticket.number]);
  });

  it('hears of inboxes and held mail', async () => {
    const frames = await connect(manager, ['inboxes']);
    await manager.post('/api/inboxes', {
      name: 'New', address: 'new@diwan.test', senderName: '', queueId: inbox.queueId, language: 'en', acceptsSmtp: false, imap: null,
      smtp: null,
    }); // prettier-ignore
    expect(await frames.next('inboxes_changed')).toEqual({ type: 'inboxes_changed' });
  });
});

describe('a notice', () => {
  it('is announced to the sockets of its agent only, whatever they have asked for', async () => {
    const { id: ticketId } = await test.mail(inbox);
    const told = await Promise.all([connect(agent), connect(agent, ['tickets'])]);
    const witness = await connect(manager, ['tickets']);
    await test.database.transaction(async (tx) => {
      const agentIds = [agent.id];
      await recordEvent(tx, { type: 'notices.written', payload: { agentIds } }, { actor: system, ticketId });
    });
    for (const frames of told) expect(await frames.next('notices_changed')).toEqual({ type: 'notices_changed' });
    await change((await test.mail(inbox)).number);
    await witness.next('tickets_changed');
    expect(witness.seen.some(({ type }) => type === 'notices_changed')).toBe(false);
  });
});

describe('a socket closes', () => {
  const within2s = async (frames: AnAgentSocket, act: () => Promise<unknown>): Promise<number> => {
    const deadline = new Promise<number>((late) => setTimeout(() => late(0), 2_000).unref());
    const code = closing(frames);
    await act();
    return Promise.race([code, deadline]);
  };

  it.each<[string, (who: SignedIn) => Promise<unknown>]>([
    ['signing out', (who) => who.delete('/api/session')],
    ['deactivation', (who) => manager.patch(`/api/agents/${who.id}`, { active: false })],
    ['a new password', async (who) => {
      const { body } = await manager.post(`/api/agents/${who.id}/invitation`, {});
      await test.stranger().post(`/api/invitations/${body.path.slice(8)}`, { password });
    }],
  ])('within two seconds of %s', async (_, end) => {
    const leaver = await test.agent();
    const frames = await connect(leaver, ['tickets']);
    expect(await within2s(frames, () => end(leaver))).toBe(socketCloseCodes.sessionEnded);
  }); // prettier-ignore

  it('when its session has run out, and is no use of it', async () => {
    const idler = await test.agent();
    const frames = await connect(idler);
    await test.database.query(`update sessions set last_seen_at = now() - interval '11 hours' where agent_id = $1`, [
      idler.id,
    ]);
    const rename = () => manager.patch(`/api/agents/${idler.id}`, { name: 'Idler' });
    await rename();
    say(frames, { type: 'subscribe', topics: ['tickets'] });
    await frames.next('subscribed');
    await test.database.query(
      `update sessions set last_seen_at = last_seen_at - interval '1 hour' where agent_id = $1`,
      [idler.id],
    );
    expect(await within2s(frames, rename)).toBe(socketCloseCodes.sessionEnded);
  });

  it('and the agent’s other session stays', async () => {
    const frames = await connect(agent);
    const { id, name, email, teamId } = agent;
    const other: SignedIn = Object.assign(test.stranger(), { id, name, email, teamId });
    await other.post('/api/session', { email: agent.email, password });
    const theOther = await connect(other);
    expect(await within2s(theOther, () => other.delete('/api/session'))).toBe(socketCloseCodes.sessionEnded);
    say(frames, { type: 'subscribe', topics: ['tickets'] });
    expect(await frames.next()).toMatchObject({ type: 'subscribed' });
  });

  it.each(['{', 'null', '[]', '{"type":"shout"}', '{"type":"subscribe","topics":["everything"]}', '{"type":"subscribe","topics":["ticket:*"]}'])(
    'on a frame that nobody knows (%s)',
    async (text) => {
      const frames = await connect(agent);
      frames.socket.send(text);
      expect(await closing(frames)).toBe(1008);
    },
  ); // prettier-ignore

  it('on a frame beyond all measure', async () => {
    const frames = await connect(agent);
    frames.socket.send('x'.repeat(1024 * 1024 + 1));
    expect(await closing(frames)).toBe(1009);
  });

  it('and is forgotten', async () => {
    const gateway = test.app.get(AgentGateway);
    const frames = await connect(agent);
    const before = gateway.connections;
    frames.socket.close();
    await closing(frames);
    expect(gateway.connections).toBe(before - 1);
  });
});
