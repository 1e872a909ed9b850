/** Puts one message after the other on the wire, each when the one before has been answered: they arrive in order. */
import type { ChatServerFrame, VisitorFrame } from '@diwan/contracts';
import type { ChatState } from './chat-state.js';
import { nextToSend } from './reduce.js';

type Answer = Extract<ChatServerFrame, { type: 'taken' | 'refused' }>;
type Options = {
  send: (frame: VisitorFrame) => boolean;
  /** Nothing was heard of a message for `answerMs`: a socket can be dead for long without knowing. */
  onSilence: () => void;
  answerMs: number;
};

export function createOutboxSender({ send, onSilence, answerMs }: Options) {
  let onWire: string | null = null;
  let heldUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: ChatState | null = null;

  const rest = () => {
    clearTimeout(timer);
    onWire = null;
  };

  const follow = (state: ChatState) => {
    latest = state;
    const next = nextToSend(state);
    if (next === null || onWire !== null || Date.now() < heldUntil) return;
    if (!send({ type: 'message', id: next.id, text: next.text, fileIds: next.files.map((file) => file.id) })) return;
    onWire = next.id;
    timer = setTimeout(onSilence, answerMs);
  };

  return {
    follow,
    answered(frame: Answer) {
      if (frame.id === null || frame.id !== onWire) return;
      rest();
      if (frame.type === 'taken' || frame.retryAfterSeconds === null) return;
      // The whole outbox waits, or what was written later would pass.
      const waitMs = frame.retryAfterSeconds * 1000;
      heldUntil = Date.now() + waitMs;
      timer = setTimeout(() => {
        heldUntil = 0;
        if (latest !== null) follow(latest);
      }, waitMs);
    },
    /** The socket is gone, and with it whatever answer was to come. */
    forget() {
      rest();
      heldUntil = 0;
    },
  };
}
