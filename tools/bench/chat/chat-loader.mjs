// Visitors and agents of the chat benchmark, in a process of their own.
import { randomUUID } from 'node:crypto';
import { textOf } from './text-of.mjs';
import { WebSocket } from 'ws';
import { serveDuties } from '../serve-duties.mjs';
import { paced, spread } from './spread.mjs';

const visitors = [];
let port = 0;
/** By ticket id and number, what its visitor has sent: texts in order of seq. */
const byTicket = new Map();
const there = [];
const back = [];
let answersUnderWay = 0;

let key = '';

async function open(options) {
  ({ port, key } = options);
  for (let index = 0; index < options.visitors; index++) visitors.push(await openVisitor());
  return { open: visitors.length };
}

function openVisitor() {
  const visitor = {
    token: null,
    ticketId: null,
    taken: 0,
    sentAt: new Map(),
    waitingForTaken: [],
    onTaken: null,
    seqs: [],
  };
  return connect(visitor);
}

/** Says hello as the widget does: who this is, and after which message the screen goes on. */
function connect(visitor) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/chat`, { headers: { origin: `http://127.0.0.1:${port}` } });
  visitor.socket = socket;
  const { token, ticketId, seqs } = visitor;
  const after = ticketId === null ? null : { conversationId: ticketId, seq: Math.max(0, ...seqs) };
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', key, token, locale: 'en', page: null, after })));
  return new Promise((ready, fail) => {
    socket.on('error', fail);
    socket.on('message', (data) => {
      const frame = JSON.parse(textOf(data));
      if (frame.type === 'welcome') {
        visitor.token = frame.token;
        visitor.resumed = !frame.complete;
        ready(visitor);
      }
      for (const { seq } of frame.messages ?? []) visitor.seqs.push(seq);
      if (frame.type === 'taken') heardTaken(visitor, frame);
      if (frame.type === 'messages') for (const message of frame.messages) heardAnswer(visitor, message);
    });
  });
}

function write(visitor, text) {
  const id = randomUUID();
  visitor.waitingForTaken.push({ id, at: performance.now() });
  visitor.socket.send(JSON.stringify({ type: 'message', id, text }));
}

function heardTaken(visitor, { conversationId, seq }) {
  visitor.seqs.push(seq);
  const { at } = visitor.waitingForTaken.shift();
  visitor.ticketId = conversationId;
  visitor.taken += 1;
  visitor.sentAt.set(seq, at);
  settle(visitor, seq);
  visitor.onTaken?.();
}

/** An agent may hear of a message before its visitor hears that it was taken: whichever comes second completes it. */
function settle(visitor, seq) {
  const sentAt = visitor.sentAt.get(seq);
  const heardAt = visitor.heardAt?.get(seq);
  if (sentAt === undefined || heardAt === undefined || !visitor.measured) return;
  there.push(heardAt - sentAt);
  visitor.heardAt.delete(seq);
}

/** The answer to a message names its seq. */
function heardAnswer(visitor, { from, text }) {
  if (from !== 'agent') return;
  const sentAt = visitor.sentAt.get(Number(text));
  if (sentAt !== undefined) back.push(performance.now() - sentAt);
}

/** Every visitor writes once, and every agent watches their share of the tickets. */
async function begin({ cookies }) {
  const groups = 50;
  for (let from = 0; from < visitors.length; from += groups) {
    await Promise.all(
      visitors.slice(from, from + groups).map(
        (visitor) =>
          new Promise((done) => {
            visitor.onTaken = done;
            write(visitor, 'first');
          }),
      ),
    );
  }
  const numbers = await numbersOf(cookies[0]);
  visitors.forEach((visitor, index) => {
    visitor.onTaken = null;
    visitor.measured = true;
    visitor.heardAt = new Map();
    visitor.number = numbers.get(visitor.ticketId);
    byTicket.set(visitor.number, visitor);
    visitor.cookie = cookies[index % cookies.length];
  });
  await Promise.all(cookies.map((cookie) => openAgent(cookie)));
  return {};
}

async function numbersOf(cookie) {
  const numbers = new Map();
  let cursor = '';
  do {
    const answer = await fetch(`http://127.0.0.1:${port}/api/tickets?view=open&limit=100${cursor}`, {
      headers: { cookie },
    });
    const { items, nextCursor } = await answer.json();
    for (const { id, number } of items) numbers.set(id, number);
    cursor = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
  } while (cursor !== '');
  return numbers;
}

function openAgent(cookie) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/realtime`, { headers: { cookie } });
  const mine = visitors.filter((each) => each.cookie === cookie).map(({ number }) => `ticket:${number}`);
  return new Promise((ready, fail) => {
    socket.on('error', fail);
    socket.on('message', (data) => {
      const frame = JSON.parse(textOf(data));
      if (frame.type === 'ready') socket.send(JSON.stringify({ type: 'subscribe', topics: mine }));
      if (frame.type === 'subscribed') ready();
      for (const ticket of frame.tickets ?? []) if (ticket.what.includes('message.added')) heardOf(ticket, cookie);
    });
  });
}

function heardOf({ number, lastSeq }, cookie) {
  const visitor = byTicket.get(number);
  if (!visitor?.heardAt || visitor.answered >= lastSeq) return;
  const now = performance.now();
  for (let seq = (visitor.answered ?? 1) + 1; seq <= lastSeq; seq++) {
    visitor.heardAt.set(seq, now);
    settle(visitor, seq);
  }
  visitor.answered = lastSeq;
  void answer(visitor, { cookie, seq: lastSeq });
}

async function answer(visitor, { cookie, seq }) {
  // What the agent wrote last is announced too; it has no visitor's message to answer.
  if (!visitor.expects) return;
  visitor.expects = false;
  answersUnderWay += 1;
  try {
    await fetch(`http://127.0.0.1:${port}/api/tickets/${visitor.number}/replies`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ html: `<p>${seq}</p>`, lastSeq: seq, sendAnyway: true }),
    });
  } finally {
    answersUnderWay -= 1;
  }
}

async function run(load) {
  const sent = await paced(load, (index) => {
    const visitor = visitors[index % visitors.length];
    visitor.expects = true;
    write(visitor, `message ${index}`);
  });
  const deadline = performance.now() + 20_000;
  while ((there.length < sent || answersUnderWay > 0 || back.length < sent) && performance.now() < deadline) {
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    sent: sent + visitors.length,
    unheard: sent - there.length,
    unanswered: sent - back.length,
    there: spread(there),
    back: spread(back),
  };
}

/** All sockets are cut at once; each comes back as the widget would, with jitter. Meanwhile some are answered. */
async function reconnect({ cookies, jitterMs }) {
  const missed = visitors.filter((_, index) => index % 10 === 0);
  for (const { socket } of visitors) socket.terminate();
  await Promise.all(missed.map((visitor, index) => say(visitor, cookies[index % cookies.length])));
  const startedAt = performance.now();
  const times = await Promise.all(
    visitors.map(async (visitor) => {
      await new Promise((done) => setTimeout(done, Math.random() * jitterMs));
      await connect(visitor);
      return performance.now() - startedAt;
    }),
  );
  const expected = visitors.map((visitor) => (missed.includes(visitor) ? '1 2' : '1'));
  const held = visitors.map(({ seqs }) => seqs.join(' '));
  return {
    ...spread(times),
    lastMs: Math.round(Math.max(...times)),
    lost: expected.filter((each, index) => each.length > held[index].length).length,
    doubled: expected.filter((each, index) => each.length < held[index].length).length,
    begunAnew: visitors.filter(({ resumed }) => !resumed).length,
  };
}

async function say(visitor, cookie) {
  const answered = await fetch(`http://127.0.0.1:${port}/api/tickets/${visitor.number}/replies`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ html: '<p>missed</p>', lastSeq: 1, sendAnyway: true }),
  });
  if (!answered.ok) throw new Error(`an answer was refused: ${answered.status}`);
}

serveDuties({ open, begin, run, reconnect });
