import { useRef, useState } from 'preact/hooks';
import type { PublicWidget } from '@diwan/contracts';
import type { Chat } from '../chat/chat.js';
import type { ChatState } from '../chat/chat-state.js';
import type { Sound } from '../sound.js';
import type { Speech } from '../words/speech.js';

type Props = {
  chat: Chat;
  state: ChatState;
  speech: Speech;
  widget: PublicWidget;
  sound: Sound;
  /** None where the chat is a page of its own. */
  onClose: (() => void) | null;
};

export function Header({ chat, state, speech, widget, sound, onClose }: Props) {
  const { words } = speech;
  const { conversation } = state;
  const [asks, setAsks] = useState(false);
  const [isOn, setOn] = useState(sound.isOn());
  const menu = useRef<HTMLDetailsElement>(null);
  const canEnd = conversation !== null && conversation.state !== 'ended' && state.link === 'live';
  const shut = () => {
    if (menu.current) menu.current.open = false;
  };

  return (
    <header>
      <div class="who">
        <h1>
          <bdi>{widget.name}</bdi>
        </h1>
        {conversation?.agentName && <p>{speech.say(words.withAgent, { name: conversation.agentName })}</p>}
      </div>
      <details ref={menu} class="menu" onKeyDown={(event) => event.key === 'Escape' && closeMenu(event, menu.current)}>
        <summary aria-label={words.menu} title={words.menu}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 5v.1M12 12v.1M12 19v.1" />
          </svg>
        </summary>
        <div>
          <button type="button" onClick={() => (shut(), setOn(sound.toggle()))}>
            {isOn ? words.soundOff : words.soundOn}
          </button>
          {canEnd && (
            <button type="button" onClick={() => (shut(), setAsks(true))}>
              {words.end}
            </button>
          )}
        </div>
      </details>
      {onClose && (
        <button type="button" class="icon" aria-label={words.close} title={words.close} onClick={onClose}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 6l12 12M18 6L6 18" />
          </svg>
        </button>
      )}
      {asks && canEnd && (
        <div class="question" role="alertdialog" aria-label={words.endQuestion}>
          <span>{words.endQuestion}</span>
          <button type="button" onClick={() => (chat.end(), setAsks(false))}>
            {words.endYes}
          </button>
          <button type="button" class="quiet" ref={(button) => button?.focus()} onClick={() => setAsks(false)}>
            {words.endNo}
          </button>
        </div>
      )}
    </header>
  );
}

/** Esc closes the menu first, and the chat only when there is none. */
function closeMenu(event: KeyboardEvent, menu: HTMLDetailsElement | null): void {
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
  event.stopPropagation();
}
