/** Tells the server what has come and what was looked at, and counts what was not. */
import type { VisitorFrame } from '@diwan/contracts';
import type { Session } from '../session.js';
import type { ChatState } from './chat-state.js';

type Options = { send: (frame: VisitorFrame) => boolean; session: Session };

export function createReader({ send, session }: Options) {
  let isLooking = false;
  let told = '';

  const follow = (state: ChatState) => {
    const { conversationId, heardSeq: seq } = state;
    if (conversationId === null || seq === 0) return;
    const read = isLooking;
    if (read && session.readSeq(conversationId) < seq) session.keepReadSeq(conversationId, seq);
    const news = `${conversationId} ${seq}`;
    // What was read stays read when the visitor looks away.
    if (told === `${news} true` || told === `${news} ${read}`) return;
    if (send({ type: 'seen', conversationId, seq, read })) told = `${news} ${read}`;
  };

  return {
    follow,
    look(looking: boolean, state: ChatState) {
      isLooking = looking;
      follow(state);
    },
    unread({ conversationId, messages }: ChatState): number {
      if (isLooking || conversationId === null) return 0;
      const readSeq = session.readSeq(conversationId);
      return messages.filter(({ from, seq }) => from === 'agent' && seq > readSeq).length;
    },
    forget() {
      told = '';
    },
  };
}
