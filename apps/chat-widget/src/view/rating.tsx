/** After the end: one question with five worded answers, and a text for who wants to say more. */
import { useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.js';
import type { ChatState } from '../chat/chat-state.js';
import type { Speech } from '../words/speech.js';

type Props = { chat: Chat; state: ChatState; speech: Speech };

export function Rating({ chat, state, speech }: Props) {
  const { words } = speech;
  const [score, setScore] = useState<number | null>(null);
  const [text, setText] = useState('');
  const { conversation } = state;

  if (conversation?.state !== 'ended' || state.outbox.length > 0) return null;
  if (conversation.rating !== null)
    return (
      <p class="notice" role="status">
        {words.rated}
      </p>
    );

  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (score !== null) chat.rate(score, text.trim());
      }}
    >
      <fieldset>
        <legend>{words.rate}</legend>
        <div class="scores">
          {words.scores.map((word, at) => (
            <label key={word}>
              <input
                type="radio"
                name="score"
                class="unseen"
                checked={score === at + 1}
                onChange={() => setScore(at + 1)}
              />
              <b aria-hidden="true">{speech.say('{n}', { n: at + 1 })}</b>
              <span>{word}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {score !== null && (
        <>
          <textarea
            rows={2}
            maxLength={2_000}
            aria-label={words.rateText}
            placeholder={words.rateText}
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button type="submit" disabled={state.link !== 'live'}>
            {words.rateSend}
          </button>
        </>
      )}
    </form>
  );
}
