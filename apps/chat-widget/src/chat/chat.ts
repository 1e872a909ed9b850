/** The chat as the screen sees it: a state, and what a visitor can do. Keeps what is not yet taken, and sends it. */
import type { ChatFile, ChatPage, ChatServerFrame, VisitorFrame } from '@diwan/contracts';
import { openConnection, type ConnectionOptions } from '../connection.js';
import type { Session } from '../session.js';
import { emptyChat, type ChatState } from './chat-state.js';
import { createOutboxSender } from './outbox-sender.js';
import { createReader } from './reader.js';
import { reduce, type ChatAction } from './reduce.js';
import { createTyping } from './typing.js';

export type ChatOptions = Pick<ConnectionOptions, 'url' | 'WebSocket' | 'random'> & {
  key: string;
  locale: string;
  page: ChatPage | null;
  /** A JWT of the page's server. */
  identity?: string | null;
  session: Session;
  newId: () => string;
  /** Fixed waits, in ms; others only in specs. */
  waits?: Partial<Waits>;
};
export type Waits = { lateMs: number; answerMs: number; typistMs: number };
export type Listener = (state: ChatState, before: ChatState) => void;
export type Chat = ReturnType<typeof createChat>;

const usualWaits: Waits = { lateMs: 8_000, answerMs: 20_000, typistMs: 10_000 };

export function createChat(options: ChatOptions) {
  const { session } = options;
  const waits = { ...usualWaits, ...options.waits };
  const listeners = new Set<Listener>();
  let state: ChatState = { ...emptyChat, outbox: session.outbox() };
  let { page, identity = null } = options;
  let unsentEmail: string | null = null;
  const waitLong = () => setTimeout(() => dispatch({ type: 'late' }), waits.lateMs);
  let late: ReturnType<typeof setTimeout> | undefined = waitLong();
  let silence: ReturnType<typeof setTimeout> | undefined;

  const send = (frame: VisitorFrame): boolean => state.link === 'live' && connection.send(frame);
  const renew = () => {
    if (state.link === 'closed') return;
    lost();
    connection.renew();
  };
  const outbox = createOutboxSender({ send, onSilence: renew, answerMs: waits.answerMs });
  const reader = createReader({ send, session });
  const typing = createTyping(send);

  const dispatch = (action: ChatAction) => {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    keepOutbox(session, before, state);
    outbox.follow(state);
    reader.follow(state);
    for (const listener of listeners) listener(state, before);
  };

  const lost = (rejected = false) => {
    outbox.forget();
    reader.forget();
    typing.forget();
    late ??= waitLong();
    dispatch({ type: 'link', link: 'lost' });
    if (rejected) dispatch({ type: 'rejected' });
  };

  const onFrame = (frame: ChatServerFrame) => {
    if (frame.type === 'welcome') {
      session.keepToken(frame.token);
      clearTimeout(late);
      late = undefined;
    }
    if (frame.type === 'taken' || frame.type === 'refused') outbox.answered(frame);
    dispatch({ type: 'frame', frame });
    if (frame.type === 'welcome' && unsentEmail !== null) send({ type: 'details', email: unsentEmail });
    clearTimeout(silence);
    if (state.typist !== null) silence = setTimeout(() => dispatch({ type: 'typist-silent' }), waits.typistMs);
    if (state.link === 'closed') connection.close();
  };

  const hello = (): VisitorFrame => {
    const { conversationId, heardSeq } = state;
    const after = conversationId === null || heardSeq === 0 ? null : { conversationId, seq: heardSeq };
    return { type: 'hello', key: options.key, token: session.token(), identity, locale: options.locale, page, after };
  };

  const connection = openConnection({ ...options, hello, onFrame, onLost: ({ rejected }) => lost(rejected) });

  return {
    state: () => state,
    subscribe(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    write(text: string, files: ChatFile[] = []) {
      typing.written();
      // Never twice the same time: it is the order in which they are kept.
      const at = Math.max(Date.now(), (state.outbox.at(-1)?.at ?? 0) + 1);
      dispatch({ type: 'write', message: { id: options.newId(), text, files, at, failure: null } });
    },
    /** Also asks for a connection at once where there is none. */
    retry(id: string) {
      if (state.link === 'lost') renew();
      dispatch({ type: 'retry', id });
    },
    discard: (id: string) => dispatch({ type: 'discard', id }),
    typing: (on: boolean) => typing.note(on),
    /** Whether somebody is looking at the conversation now. */
    look(isLooking: boolean) {
      reader.look(isLooking, state);
      for (const listener of listeners) listener(state, state);
    },
    unread: () => reader.unread(state),
    leaveEmail(email: string) {
      if (!send({ type: 'details', email })) unsentEmail = email;
      dispatch({ type: 'email', email });
    },
    end: () => send({ type: 'end' }),
    rate(score: number, text: string) {
      const { conversationId } = state;
      if (conversationId === null || !send({ type: 'rate', conversationId, score, text })) return;
      dispatch({ type: 'rated', score });
    },
    setPage(next: ChatPage) {
      page = next;
      send({ type: 'page', page });
    },
    renew,
    identify(token: string | null) {
      if (token === identity) return;
      identity = token;
      dispatch({ type: 'reopen' });
      renew();
    },
    close() {
      [late, silence].forEach(clearTimeout);
      outbox.forget();
      connection.close();
    },
  };
}

function keepOutbox(session: Session, before: ChatState, after: ChatState): void {
  if (before.outbox === after.outbox) return;
  const ids = new Set(after.outbox.map(({ id }) => id));
  for (const { id } of before.outbox) if (!ids.has(id)) session.dropPending(id);
  const known = new Set(before.outbox.map(({ id }) => id));
  for (const message of after.outbox) if (!known.has(message.id)) session.keepPending(message);
}
