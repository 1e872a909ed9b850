// What a chat server without a memory would be: parse, choose the other side, stringify, send.
import { textOf } from './text-of.mjs';
import { WebSocketServer } from 'ws';

const [port] = process.argv.slice(2).map(Number);
const agents = [];
const visitors = [];
const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false });
server.on('connection', (socket, { url }) => {
  const [, side, index] = url.split('/');
  (side === 'agent' ? agents : visitors)[Number(index)] = socket;
  socket.on('message', (data) => {
    const message = JSON.parse(textOf(data));
    const other = side === 'agent' ? visitors[message.visitor] : agents[message.visitor % agents.length];
    other.send(JSON.stringify(message));
  });
});
server.on('listening', () => process.send('ready'));
process.on('disconnect', () => process.exit(0));
