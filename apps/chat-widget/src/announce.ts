/** Tells the page what happened, and the visitor by a sound and the title. */
import type { Chat, Listener } from './chat/chat.js';
import type { ChatState } from './chat/chat-state.js';
import type { Host } from './host.js';
import type { Sound } from './sound.js';

type Options = { chat: Chat; emit: Host['emit']; sound: Sound; title: string };

export function announce({ chat, emit, sound, title }: Options): void {
  let unread = 0;
  const countUnread = () => {
    const now = chat.unread();
    if (now === unread) return;
    if (now > unread) sound.ring();
    unread = now;
    document.title = now > 0 ? `(${now}) ${title}` : title;
    emit('unread', now);
  };
  const listen: Listener = (state, before) => {
    if (state !== before) emitChanges(emit, state, before);
    countUnread();
  };
  document.title = title;
  chat.subscribe(listen);
}

function emitChanges(emit: Host['emit'], state: ChatState, before: ChatState): void {
  if (state.link !== before.link) emitLink(emit, state);
  // What was there at the first welcome is no news.
  if (before.link === 'connecting') return;
  emitTurns(emit, state, before);
  const newest = before.messages.at(-1)?.seq ?? 0;
  for (const { from, seq } of state.messages) if (seq > newest) emit('message', { from });
}

function emitTurns(emit: Host['emit'], state: ChatState, before: ChatState): void {
  if (state.conversationId !== before.conversationId && state.conversationId !== null) emit('conversationStarted');
  if (isServed(before) && state.conversation?.state === 'ended') emit('conversationClosed');
}

function isServed({ conversation }: ChatState): boolean {
  return conversation !== null && conversation.state !== 'ended';
}

function emitLink(emit: Host['emit'], { link, closedBy }: ChatState): void {
  if (link === 'live') emit('online');
  if (link === 'lost') emit('offline');
  if (closedBy === 'chat.identity_expired') emit('identityExpired');
  else if (link === 'closed') emit('error', { code: closedBy ?? 'chat.unavailable' });
}
