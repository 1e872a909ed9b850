// The same load over the bare relay: visitors send, agents answer each message at once.
import { textOf } from './text-of.mjs';
import { WebSocket } from 'ws';
import { serveDuties } from '../serve-duties.mjs';
import { paced, spread } from './spread.mjs';

const visitors = [];
const there = [];
const back = [];

function connect(url, hear) {
  const socket = new WebSocket(url);
  return new Promise((ready, fail) => {
    socket.on('error', fail);
    socket.on('open', () => ready(socket));
    socket.on('message', (data) => hear(socket, JSON.parse(textOf(data))));
  });
}

async function open({ port, visitors: count, agents }) {
  for (let agent = 0; agent < agents; agent++) {
    await connect(`ws://127.0.0.1:${port}/agent/${agent}`, (socket, message) => {
      there.push(performance.now() - message.at);
      socket.send(JSON.stringify({ ...message, text: 'answer' }));
    });
  }
  for (let visitor = 0; visitor < count; visitor++) {
    visitors.push(
      await connect(`ws://127.0.0.1:${port}/visitor/${visitor}`, (_socket, message) =>
        back.push(performance.now() - message.at),
      ),
    );
  }
  return {};
}

async function run(load) {
  const sent = await paced(load, (index) => {
    const visitor = index % visitors.length;
    visitors[visitor].send(JSON.stringify({ visitor, text: `message ${index}`, at: performance.now() }));
  });
  while (back.length < sent) await new Promise((done) => setTimeout(done, 50));
  return { sent, there: spread(there), back: spread(back) };
}

serveDuties({ open, run });
