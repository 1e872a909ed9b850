/** Where the visitor writes: Enter sends, Shift+Enter breaks the line, and Enter that ends a word of an input method does neither. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.js';
import { directionOf } from '../direction.js';
import type { Upload } from '../upload.js';
import type { Speech } from '../words/speech.js';
import { AttachButton, FileNotice, useFiles } from './attach.js';

/** As in the contracts, whose values would bring zod along. */
const mostLength = 8_000;

type Props = {
  chat: Chat;
  speech: Speech;
  /** Grows each time the chat is opened: then the visitor writes here. */
  opened: number;
  upload: Upload;
  mostFileBytes: number;
};

export function Composer({ chat, speech, opened, upload, mostFileBytes }: Props) {
  const files = useFiles({ chat, upload, mostBytes: mostFileBytes });
  const { words, direction } = speech;
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const tooLong = text.length > mostLength;

  useEffect(() => {
    if (opened > 0) area.current?.focus();
  }, [opened]);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.blockSize = 'auto';
    element.style.blockSize = `${Math.min(element.scrollHeight + 2, 140)}px`;
  }, [text]);

  const write = (next: string) => {
    setText(next);
    chat.typing(next.trim() !== '');
  };
  const send = () => {
    if (text.trim() === '' || tooLong) return;
    chat.write(text.trim());
    setText('');
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: Safari ends the composition before it reports the key.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={area}
        rows={1}
        value={text}
        dir={directionOf(text, direction)}
        aria-label={words.compose}
        placeholder={words.compose}
        aria-invalid={tooLong}
        aria-describedby={tooLong ? 'too-long' : undefined}
        enterkeyhint="send"
        onInput={({ currentTarget }) => write(currentTarget.value)}
        onBlur={() => chat.typing(false)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = event.clipboardData?.files;
          if (!pasted?.length) return;
          event.preventDefault();
          files.send(pasted);
        }}
      />
      <AttachButton files={files} speech={speech} />
      <button type="submit" class="send" aria-label={words.send} title={words.send} aria-disabled={text.trim() === ''}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 12h15M13 5l7 7-7 7" />
        </svg>
      </button>
      <FileNotice files={files} speech={speech} mostBytes={mostFileBytes} />
      {tooLong && (
        <p id="too-long" class="wrong" role="alert">
          {speech.say(words.tooLong, { n: mostLength })}
        </p>
      )}
    </form>
  );
}
