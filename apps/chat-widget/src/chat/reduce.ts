/** Everything that can happen to the chat, as one pure function. */
import type { ChatServerFrame } from '@diwan/contracts';
import type { ChatState, Link, Pending } from './chat-state.js';
import { reduceFrame } from './reduce-frame.js';

type OutboxAction =
  | { type: 'write'; message: Pending }
  | { type: 'retry'; id: string }
  | { type: 'discard'; id: string }
  /** The server closed the socket over what we sent: sending the same again would do so again. */
  | { type: 'rejected' };
export type ChatAction =
  | OutboxAction
  | { type: 'frame'; frame: ChatServerFrame }
  | { type: 'link'; link: Link }
  /** There is a new reason to try where we were not wanted. */
  | { type: 'reopen' }
  /** Lost for some time now. */
  | { type: 'late' }
  | { type: 'typist-silent' }
  | { type: 'email'; email: string }
  | { type: 'rated'; score: number };

export function reduce(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'frame':
      return reduceFrame(state, action.frame);
    case 'link':
      return state.link === 'closed' ? state : { ...state, link: action.link, typist: null };
    case 'reopen':
      return { ...state, link: 'lost', closedBy: null };
    case 'late':
      return { ...state, isLate: state.link !== 'live' };
    case 'typist-silent':
      return { ...state, typist: null };
    case 'email':
      return { ...state, email: action.email };
    case 'rated':
      return { ...state, conversation: state.conversation && { ...state.conversation, rating: action.score } };
    default:
      return { ...state, outbox: reduceOutbox(state.outbox, action) };
  }
}

function reduceOutbox(outbox: Pending[], action: OutboxAction): Pending[] {
  switch (action.type) {
    case 'write':
      return [...outbox, action.message];
    case 'retry':
      return retried(outbox, action.id);
    case 'discard':
      return outbox.filter(({ id }) => id !== action.id);
    case 'rejected':
      return outbox.map((entry) => ({ ...entry, failure: 'chat.unavailable' }));
  }
}

/** What is tried again goes to the end: the others have passed it. */
function retried(outbox: Pending[], id: string): Pending[] {
  const entry = outbox.find((other) => other.id === id);
  if (entry === undefined || entry.failure === null) return outbox;
  return [...outbox.filter((other) => other !== entry), { ...entry, failure: null }];
}

/** The one message that may be on the wire: one at a time, so that they arrive in the order of writing. */
export function nextToSend(state: ChatState): Pending | null {
  if (state.link !== 'live') return null;
  return state.outbox.find(({ failure }) => failure === null) ?? null;
}
