import { useEffect } from 'preact/hooks';
import type { PublicWidget } from '@diwan/contracts';
import type { Chat } from '../chat/chat.js';
import type { Sound } from '../sound.js';
import type { Upload } from '../upload.js';
import type { Speech } from '../words/speech.js';
import { Composer } from './composer.js';
import { Email } from './email.js';
import { Header } from './header.js';
import { Rating } from './rating.js';
import { Banner, Status } from './status.js';
import { Thread } from './thread.js';
import { useChat } from './use-chat.js';

export type PanelProps = {
  chat: Chat;
  speech: Speech;
  widget: PublicWidget;
  sound: Sound;
  upload: Upload;
  opened: number;
  onClose: (() => void) | null;
};

export function Panel({ chat, speech, widget, sound, upload, opened, onClose }: PanelProps) {
  const state = useChat(chat);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) onClose?.();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onClose]);

  const shown = { chat, state, speech };
  return (
    <main class="panel">
      <Header {...shown} widget={widget} sound={sound} onClose={onClose} />
      <Banner state={state} speech={speech} />
      <Thread {...shown} widget={widget} />
      <Email {...shown} />
      <Rating {...shown} />
      <Status state={state} speech={speech} />
      {state.link !== 'closed' && (
        <Composer chat={chat} speech={speech} opened={opened} upload={upload} mostFileBytes={widget.mostFileBytes} />
      )}
    </main>
  );
}
