/**
 * A small chat server for specs: real sockets, frames checked by the contracts, one conversation in memory. It can be cut,
 * and keeps what a browser would have to be sent again.
 */
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import {
  type ChatMessage,
  type ChatServerFrame,
  chatServerFrame,
  type VisitorFrame,
  visitorFrame,
} from '@diwan/contracts';
import { randomUUID } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';

export type ScriptedChat = Awaited<ReturnType<typeof startScriptedChat>>;

/** @param server of a page that the chat shall share the port with */
export async function startScriptedChat(server = new WebSocketServer({ port: 0, host: '127.0.0.1' })) {
  const conversationId = randomUUID();
  const heard: VisitorFrame[] = [];
  const messages: ChatMessage[] = [];
  let socket: WebSocket | null = null;
  let answers: ((frame: VisitorFrame) => boolean) | null = null;

  const send = (frame: ChatServerFrame) => socket?.send(JSON.stringify(chatServerFrame.parse(frame)));
  const conversation = (change = {}) => ({
    id: conversationId,
    state: 'served' as const,
    agentName: 'Sara',
    position: null,
    agentReadSeq: 0,
    rating: null,
    ...change,
  });
  const add = (message: Pick<ChatMessage, 'from' | 'text'> & { id?: string }): ChatMessage => {
    const at = new Date().toISOString();
    // Numbers have gaps: notes of the team are numbered too.
    const seq = (messages.at(-1)?.seq ?? 0) + 2;
    const whole = { id: randomUUID(), name: message.from === 'agent' ? 'Sara' : '', files: [], ...message, seq, at };
    messages.push(whole);
    return whole;
  };

  const answer = (frame: VisitorFrame) => {
    if (frame.type === 'hello') {
      const complete = frame.after === null;
      const after = frame.after?.seq ?? 0;
      send({
        type: 'welcome',
        token: 'token-1',
        conversation: messages.length > 0 ? conversation() : null,
        messages: messages.filter(({ seq }) => seq > after),
        complete,
        details: { name: '', email: null },
      });
    }
    if (frame.type === 'message') {
      const known = messages.find(({ id }) => id === frame.id);
      const { id, seq, at } = known ?? add({ from: 'visitor', text: frame.text, id: frame.id });
      send({ type: 'taken', id, conversationId, seq, at });
      if (!known) send({ type: 'conversation', conversation: conversation() });
    }
  };

  server.on('connection', (next: WebSocket) => {
    socket = next;
    next.on('message', (data: Buffer) => {
      const frame = visitorFrame.parse(JSON.parse(data.toString('utf8')));
      heard.push(frame);
      if (answers === null || answers(frame)) answer(frame);
    });
  });
  if (server.address() === null) await once(server, 'listening');

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/chat`,
    heard,
    messages,
    conversationId,
    conversation,
    send,
    /** An agent writes; `isLost`: and the frame never arrives. */
    write(text: string, { isLost = false } = {}) {
      const message = add({ from: 'agent', text });
      if (!isLost) send({ type: 'messages', conversationId, messages: [message] });
      return message;
    },
    /** What the script does before it answers; false: it does not answer. */
    intercept: (next: typeof answers) => void (answers = next),
    /** 1001 .. : as a server says; 0: as when a cable is pulled. */
    cut: (code = 0) => (code === 0 ? socket?.terminate() : socket?.close(code)),
    async stop() {
      socket?.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
