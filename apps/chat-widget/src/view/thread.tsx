/** The conversation: a log, which a screen reader reads out as it grows. Nothing else announces messages. */
import type { PublicWidget } from '@diwan/contracts';
import type { Chat } from '../chat/chat.js';
import type { ChatState } from '../chat/chat-state.js';
import type { Speech } from '../words/speech.js';
import { Message, PendingMessage } from './message.js';
import { Text } from './text.js';
import { useEnd } from './use-end.js';

type Props = { chat: Chat; state: ChatState; speech: Speech; widget: PublicWidget };

export function Thread({ chat, state, speech, widget }: Props) {
  const { words, direction, language } = speech;
  const { earlier, messages, outbox } = state;
  const log = useEnd(messages.length + outbox.length);
  const newestOwn = messages.findLast(({ from }) => from === 'visitor')?.seq;
  const readSeq = state.conversation?.agentReadSeq ?? 0;

  return (
    <div
      class="thread"
      role="log"
      aria-label={words.thread}
      aria-busy={state.link === 'connecting'}
      tabIndex={0}
      ref={log}
    >
      <div class="message agent">
        <bdi class="author">{widget.name}</bdi>
        <div class="bubble">
          <Text text={widget.greetings[language] || words.greeting} otherwise={direction} />
        </div>
      </div>
      {!widget.isOpen && <p class="notice">{closedWords(speech, widget)}</p>}
      {earlier.map((message) => (
        <Message key={message.id} message={message} speech={speech} mark={null} />
      ))}
      {earlier.length > 0 && <hr />}
      {messages.map((message) => (
        <Message
          key={message.id}
          message={message}
          speech={speech}
          mark={message.seq === newestOwn ? (message.seq <= readSeq ? words.read : words.sent) : null}
        />
      ))}
      {outbox.map((message) => (
        <PendingMessage
          key={message.id}
          message={message}
          speech={speech}
          isLate={state.isLate}
          onRetry={() => chat.retry(message.id)}
          onDiscard={() => chat.discard(message.id)}
        />
      ))}
    </div>
  );
}

function closedWords(speech: Speech, { opensAt }: PublicWidget): string {
  const { words } = speech;
  return opensAt === null ? words.closed : speech.say(words.closedUntil, { when: speech.moment(opensAt) });
}
