// A visitor without a browser, who keeps what the widget keeps: what was not taken is sent again, in order, over whichever
// connection there is.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

type Frame = { type: string } & Record<string, unknown>;
type Pending = { id: string; text: string };

const comeBackMs = 200;

export class ChatVisitor {
  readonly taken: { id: string; text: string; seq: number }[] = [];
  readonly heard: { seq: number; from: string; text: string }[] = [];
  connections = 0;
  conversationId: string | null = null;
  private token: string | null = null;
  private socket: WebSocket | null = null;
  private greeted = false;
  private pending: Pending[] = [];
  private turn = 0;
  private closed = false;

  /** @param urls of API processes, taken in turn whenever a connection is lost. */
  constructor(
    private readonly urls: readonly string[],
    private readonly origin: string,
    private readonly key: string,
  ) {}

  connect(): void {
    if (this.closed) return;
    const url = this.urls[this.turn++ % this.urls.length] ?? '';
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/chat`, { headers: { origin: this.origin } });
    this.socket = socket;
    this.greeted = false;
    socket.on('open', () => {
      this.connections++;
      const after = this.conversationId && {
        conversationId: this.conversationId,
        seq: Math.max(0, ...this.heard.map(({ seq }) => seq)),
      };
      this.say({ type: 'hello', key: this.key, token: this.token, locale: 'en', page: null, after: after || null });
    });
    socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as Frame));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.socket === socket) setTimeout(() => this.connect(), comeBackMs * (0.5 + Math.random()));
    });
  }

  write(text: string): void {
    const message = { id: randomUUID(), text };
    this.pending.push(message);
    if (this.greeted) this.say({ type: 'message', ...message });
  }

  get isDone(): boolean {
    return this.pending.length === 0;
  }

  /** As a network that goes away would do it. */
  cut(): void {
    this.socket?.terminate();
  }

  close(): void {
    this.closed = true;
    this.socket?.close();
  }

  private hear(frame: Frame): void {
    if (frame.type === 'welcome') {
      this.token = String(frame['token']);
      this.greeted = true;
      for (const message of this.pending) this.say({ type: 'message', ...message });
    }
    if (frame.type === 'taken') {
      const message = this.pending.find(({ id }) => id === frame['id']);
      this.conversationId = String(frame['conversationId']);
      if (message) this.taken.push({ ...message, seq: Number(frame['seq']) });
      this.pending = this.pending.filter((each) => each !== message);
    }
    if (frame.type === 'refused') setTimeout(() => this.cut(), comeBackMs);
    if (Array.isArray(frame['messages'])) this.heard.push(...(frame['messages'] as typeof this.heard));
  }

  private say(frame: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
}
