/** What a frame of the server makes of the chat. Pure: a frame may come twice, late, or after a new beginning. */
import type { ChatConversation, ChatMessage, ChatServerFrame } from '@diwan/contracts';
import type { ChatState } from './chat-state.js';

type Frame<T extends ChatServerFrame['type']> = Extract<ChatServerFrame, { type: T }>;

/** Of the widget, the address or the proof of who is there: the same answer would come again. */
const final = ['chat.unknown_widget', 'chat.foreign_origin', 'chat.identity_expired', 'chat.identity_invalid'];

export function reduceFrame(state: ChatState, frame: ChatServerFrame): ChatState {
  switch (frame.type) {
    case 'welcome':
      return welcome(state, frame);
    case 'taken':
      return take(state, frame);
    case 'refused':
      return refuse(state, frame);
    case 'messages':
      return addMessages(inConversation(state, frame.conversationId), frame.messages);
    case 'conversation':
      return withConversation(state, frame.conversation);
    case 'seen':
      return seen(state, frame);
    case 'typing':
      return { ...state, typist: frame.on ? frame.name : null };
  }
}

function welcome(state: ChatState, frame: Frame<'welcome'>): ChatState {
  const live: ChatState = {
    ...state,
    link: 'live',
    isLate: false,
    typist: null,
    email: frame.details.email ?? state.email,
  };
  const forgetful = frame.complete ? { ...live, earlier: [], messages: [], heardSeq: 0, conversationId: null } : live;
  if (frame.conversation === null) return { ...forgetful, conversation: null };
  return addMessages(withConversation(forgetful, frame.conversation), frame.messages);
}

function withConversation(state: ChatState, conversation: ChatConversation): ChatState {
  const typist = conversation.state === 'served' ? state.typist : null;
  return { ...inConversation(state, conversation.id), conversation, typist };
}

/** Numbers count within a conversation: those of another one would not stand in order with them. */
function inConversation(state: ChatState, id: string): ChatState {
  if (state.conversationId === id) return state;
  if (state.conversationId === null) return { ...state, conversationId: id };
  const earlier = [...state.earlier, ...state.messages];
  return { ...state, conversationId: id, conversation: null, earlier, messages: [], heardSeq: 0 };
}

function addMessages(state: ChatState, messages: ChatMessage[]): ChatState {
  const heardSeq = messages.reduce((seq, message) => Math.max(seq, message.seq), state.heardSeq);
  const ids = new Set(messages.map(({ id }) => id));
  return {
    ...state,
    heardSeq,
    messages: mergeBySeq(state.messages, messages),
    outbox: state.outbox.filter(({ id }) => !ids.has(id)),
    typist: messages.some(({ from }) => from === 'agent') ? null : state.typist,
  };
}

/** What came later wins: it may know more of the same message (its files). */
function mergeBySeq(known: ChatMessage[], added: ChatMessage[]): ChatMessage[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of added) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function take(state: ChatState, { id, conversationId, seq, at }: Frame<'taken'>): ChatState {
  const pending = state.outbox.find((entry) => entry.id === id);
  const outbox = state.outbox.filter((entry) => entry.id !== id);
  if (pending === undefined) return { ...state, outbox };
  const message: ChatMessage = { id, seq, from: 'visitor', name: '', text: pending.text, files: pending.files, at };
  const there = inConversation({ ...state, outbox }, conversationId);
  const isKnown = there.messages.some((other) => other.seq === seq);
  return isKnown ? there : { ...there, messages: mergeBySeq(there.messages, [message]) };
}

function seen(state: ChatState, { conversationId, seq }: Frame<'seen'>): ChatState {
  const { conversation } = state;
  if (conversation === null || conversation.id !== conversationId || conversation.agentReadSeq >= seq) return state;
  return { ...state, conversation: { ...conversation, agentReadSeq: seq } };
}

function refuse(state: ChatState, { id, code, retryAfterSeconds }: Frame<'refused'>): ChatState {
  if (final.includes(code)) return { ...state, link: 'closed', closedBy: code };
  // With a time to come back it goes out again by itself.
  if (id === null || retryAfterSeconds !== null) return state;
  return { ...state, outbox: state.outbox.map((entry) => (entry.id === id ? { ...entry, failure: code } : entry)) };
}
