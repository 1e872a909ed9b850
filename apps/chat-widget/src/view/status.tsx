/** One line above the composer on how things stand. Its element is always there, or its changes would not be read out. */
import type { ChatState } from '../chat/chat-state.js';
import type { Speech } from '../words/speech.js';

export function Status({ state, speech }: { state: ChatState; speech: Speech }) {
  return (
    <p class="status" role="status">
      {statusOf(state, speech)}
    </p>
  );
}

function statusOf({ typist, conversation }: ChatState, speech: Speech): string {
  const { words } = speech;
  if (typist !== null) return speech.say(words.typing, { name: typist || words.team });
  if (conversation?.state === 'ended') return words.ended;
  if (conversation?.state !== 'waiting') return '';
  return conversation.position === null ? words.waiting : speech.count(words.position, conversation.position);
}

/** Over the thread while there is no connection, or none to be had. */
export function Banner({ state, speech: { words } }: { state: ChatState; speech: Speech }) {
  const text = {
    live: '',
    // Usually it is done before anybody could read this.
    connecting: state.isLate ? words.connecting : '',
    lost: words.lost,
    closed: words[state.closedBy ?? 'chat.unavailable'],
  };
  return (
    <p class={`banner ${state.link}`} role="status">
      {text[state.link]}
    </p>
  );
}
