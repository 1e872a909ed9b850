// A visitor of a widget, at the other end of a real socket.
import { once } from 'node:events';
import { chatServerFrame, type ChatMessage, type ChatServerFrame } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import type { Queryable } from '../database/database.js';

export type AWidget = { id: string; key: string; queueId: string };

/** A widget with a queue of its own. */
export async function aWidget(
  database: Queryable,
  wanted: { origins?: string[]; enabled?: boolean; mailInboxId?: string } = {},
): Promise<AWidget> {
  const [id, queueId] = [uuidv7(), uuidv7()];
  const key = `pub_${id.slice(-12)}`;
  const widget = {
    origins: wanted.origins ?? [],
    greetings: {},
    accent: '#0f766e',
    position: 'end',
    mailInboxId: wanted.mailInboxId ?? null,
  };
  await database.query('insert into queues (id, name, created_at) values ($1, $2, now())', [
    queueId,
    `Queue ${queueId}`,
  ]);
  await database.query(
    `insert into inboxes (id, channel, name, address, sender_name, queue_id, language, enabled, settings, created_at)
     values ($1, 'chat', $2, $3, '', $4, 'en', $5, $6, now())`,
    [
      id,
      `Widget ${id}`,
      key,
      queueId,
      wanted.enabled ?? true,
      JSON.stringify({ imap: null, smtp: null, authservId: '', widget }),
    ],
  );
  return { id, key, queueId };
}

type FrameOf<T extends ChatServerFrame['type']> = Extract<ChatServerFrame, { type: T }>;

export type AVisitor = {
  socket: WebSocket;
  seen: ChatServerFrame[];
  say: (frame: unknown) => void;
  /** The next frame of a type; those of other types before it are passed over. */
  next: <T extends ChatServerFrame['type']>(type: T) => Promise<FrameOf<T>>;
  /** Sends a message and waits until it is taken. */
  write: (text: string, id?: string) => Promise<FrameOf<'taken'>>;
  /** Everything that the screen was sent of the conversation. */
  messages: () => ChatMessage[];
  closed: () => Promise<number>;
};

export function dialChat(url: string, origin = url): AVisitor {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/chat`, { headers: { origin } });
  const seen: ChatServerFrame[] = [];
  const unread: ChatServerFrame[] = [];
  let wake = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    const frame = chatServerFrame.parse(JSON.parse(data.toString()));
    seen.push(frame);
    unread.push(frame);
    wake();
  });
  const say = (frame: unknown): void => socket.send(JSON.stringify(frame));
  async function next<T extends ChatServerFrame['type']>(type: T): Promise<FrameOf<T>> {
    for (;;) {
      const frame = unread.shift();
      if (frame?.type === type) return frame as FrameOf<T>;
      if (!frame) await new Promise<void>((heard) => (wake = heard));
    }
  }
  return {
    socket,
    seen,
    say,
    next,
    async write(text, id = uuidv7()) {
      say({ type: 'message', id, text });
      return next('taken');
    },
    messages: () => seen.flatMap((frame) => ('messages' in frame ? frame.messages : [])),
    closed: async () => ((await once(socket, 'close')) as [number])[0],
  };
}

type Hello = {
  identity?: string | null;
  token?: string | null;
  after?: { conversationId: string; seq: number } | null;
  locale?: string;
};

/** An open socket that has heard `welcome`. */
export async function aVisitor(
  url: string,
  key: string,
  { token = null, identity = null, after = null, locale = 'en-GB' }: Hello = {},
): Promise<AVisitor & { welcome: FrameOf<'welcome'> }> {
  const visitor = dialChat(url);
  await once(visitor.socket, 'open');
  visitor.say({
    type: 'hello',
    key,
    token,
    identity,
    locale,
    page: { url: 'https://shop.test/cart', title: 'Cart' },
    after,
  });
  return { ...visitor, welcome: await visitor.next('welcome') };
}
