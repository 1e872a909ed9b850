// The socket of a signed-in agent, at the other end.
import { serverFrame, type ServerFrame } from '@diwan/contracts';
import { WebSocket } from 'ws';
import type { SignedIn } from './test-app.js';

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export type AnAgentSocket = {
  socket: WebSocket;
  seen: ServerFrame[];
  say: (frame: unknown) => void;
  /** The next frame of a type, or of any; those before it are passed over. */
  next: <T extends ServerFrame['type']>(type?: T) => Promise<FrameOf<T>>;
};

export const dialAgent = (url: string, headers: Record<string, string>, path = '/api/realtime'): WebSocket =>
  new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers });

/** An open socket that has heard `ready`, and `subscribed` where it asked for topics. */
export async function anAgentSocket(
  url: string,
  who: SignedIn,
  topics: readonly string[] = [],
): Promise<AnAgentSocket> {
  const socket = dialAgent(url, { cookie: who.cookie, origin: url });
  const seen: ServerFrame[] = [];
  const unread: ServerFrame[] = [];
  let wake = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    const frame = serverFrame.parse(JSON.parse(data.toString()));
    seen.push(frame);
    unread.push(frame);
    wake();
  });
  const next = async <T extends ServerFrame['type']>(type?: T): Promise<FrameOf<T>> => {
    for (;;) {
      const frame = unread.shift();
      if (frame && (type === undefined || frame.type === type)) return frame as FrameOf<T>;
      if (!frame) await new Promise<void>((heard) => (wake = heard));
    }
  };
  const say = (frame: unknown): void => socket.send(JSON.stringify(frame));
  await next('ready');
  if (topics.length > 0) {
    say({ type: 'subscribe', topics });
    await next('subscribed');
  }
  return { socket, seen, say, next };
}
