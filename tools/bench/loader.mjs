// The loader's process: agents' sockets and the senders of mail, so that their work is not the product's. Told what to do by
// messages, answers each with its result.
import { WebSocket } from 'ws';
import { serveDuties } from './serve-duties.mjs';
import { createMails } from './mails.mjs';
import { sendAll } from './smtp-client.mjs';

const sockets = [];
const frames = [];
let received = 0;

/** The last socket of all keeps what it sees: whatever is sent in a loop reaches it last. */
async function openSockets({ port, cookies }) {
  for (const [index, cookie] of cookies.entries()) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/realtime`, { headers: { cookie } });
    sockets.push(socket);
    const isLast = index === cookies.length - 1;
    await new Promise((ready, fail) => {
      socket.once('error', fail);
      socket.once('message', () => {
        socket.send(JSON.stringify({ type: 'subscribe', topics: ['tickets'] }));
        socket.once('message', ready);
      });
    });
    socket.on('message', (data) => {
      received += 1;
      noteMove(data);
      if (isLast) keep(data);
    });
  }
  return { open: sockets.length };
}

function keep(data) {
  const at = performance.now();
  const frame = JSON.parse(String(data));
  for (const { number, lastSeq } of frame.tickets ?? []) frames.push([number, lastSeq, at]);
}

/** When the frames of each move came, over all sockets. */
const moves = new Map();
const listeners = new Set();

function noteMove(data) {
  const text = String(data);
  if (!text.includes('"tickets_moved"')) return;
  const { moveId } = JSON.parse(text);
  moves.set(moveId, [...(moves.get(moveId) ?? []), performance.timeOrigin + performance.now()]);
  for (const listener of listeners) listener();
}

/** Resolves when every socket has heard of a move so many times; more would be a frame too many. */
function awaitMove({ moveId, frames: each }) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const times = moves.get(moveId) ?? [];
      if (times.length > each * sockets.length)
        reject(new Error(`${times.length} frames for ${sockets.length} sockets`));
      if (times.length < each * sockets.length) return;
      listeners.delete(look);
      resolve({ lastAt: times.at(-1) });
    };
    listeners.add(look);
    look();
  });
}

let mails = [];

function prepare(options) {
  mails = createMails(options);
  return { bytes: mails.reduce((sum, mail) => sum + mail.bytes.length, 0) };
}

async function send({ port, to, connections, perSecond = null }) {
  const startedAt = performance.now();
  const dueAt = perSecond === null ? () => 0 : (index) => startedAt + (index * 1_000) / perSecond;
  const results = await sendAll(port, mails, { connections, to, dueAt });
  const lateMs = perSecond === null ? 0 : results.at(-1).acceptedAt - dueAt(mails.length - 1);
  return { ids: mails.map((mail) => mail.id), results, lateMs };
}

const duties = {
  openSockets,
  prepare,
  send,
  awaitMove,
  frames: () => ({ frames, received, open: sockets.filter((each) => each.readyState === WebSocket.OPEN).length }),
};

serveDuties(duties);
