/** Asked after the first message, never before: a visitor who must leave can still be answered. */
import { useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.js';
import type { ChatState } from '../chat/chat-state.js';
import type { Speech } from '../words/speech.js';

type Props = { chat: Chat; state: ChatState; speech: Speech };

export function Email({ chat, state, speech }: Props) {
  const { words } = speech;
  const [isSkipped, setSkipped] = useState(false);
  const [isNew, setNew] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const hasWritten = state.messages.some(({ from }) => from === 'visitor');

  if (state.conversation?.state === 'ended') return null;
  if (state.email !== null) {
    return (
      isNew && (
        <p class="notice" role="status">
          {speech.say(words.emailSaved, { email: state.email })}
        </p>
      )
    );
  }
  if (isSkipped || !hasWritten) return null;

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('email') as HTMLInputElement;
    const address = input.value.trim();
    // The browser's own check, with our words; a domain without a dot is nobody's address here.
    const isRight = input.validity.valid && /@[^.]+\../.test(address);
    setWrong(!isRight);
    if (!isRight) return input.focus();
    setNew(true);
    chat.leaveEmail(address);
  };

  return (
    <form class="card" noValidate onSubmit={save}>
      <div class="row">
        <label for="email">{words.email}</label>
        <button type="button" class="quiet" onClick={() => setSkipped(true)}>
          {words.emailSkip}
        </button>
      </div>
      <div class="row">
        <input
          id="email"
          name="email"
          type="email"
          required
          maxLength={254}
          dir="ltr"
          autocomplete="email"
          placeholder="name@example.com"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'email-wrong' : undefined}
        />
        <button type="submit">{words.emailSave}</button>
      </div>
      {isWrong && (
        <p id="email-wrong" class="wrong" role="alert">
          {words.emailWrong}
        </p>
      )}
    </form>
  );
}
