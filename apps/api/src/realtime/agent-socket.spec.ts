import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../auth/caller.js';
import { AgentSocket } from './agent-socket.js';

const caller: Caller = {
  sessionId: 's',
  agent: { id: 'a', name: 'A', email: 'a@diwan.test', role: 'agent', preferences: {} },
  queueIds: [],
  address: '127.0.0.1',
};

it('cuts a reader that stops reading before much has piled up', async () => {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const connected = once(server, 'connection') as Promise<[WebSocket]>;
  const reader = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const [socket] = await connected;
  await once(reader, 'open');
  (reader as unknown as { _socket: Socket })._socket.pause();

  const agent = new AgentSocket(socket, caller, 'token');
  const text = 'x'.repeat(64 * 1024);
  let sent = 0;
  // The kernel takes some megabytes first; without the limit this would go on for ever.
  while (socket.readyState === socket.OPEN && sent < 1_000) {
    agent.sendText(text);
    sent++;
    await new Promise((done) => setImmediate(done));
  }
  const bufferedAtCut = socket.bufferedAmount;
  agent.sendText(text);
  expect(sent).toBeLessThan(1_000);
  expect(bufferedAtCut).toBeLessThan(1024 * 1024 + 3 * text.length);
  expect(socket.bufferedAmount).toBe(bufferedAtCut);

  reader.terminate();
  server.close();
  http.close();
});
