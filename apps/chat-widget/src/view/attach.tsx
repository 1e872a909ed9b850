/** Files are sent as soon as they are up, each as a message of its own: nothing of what is being written waits for them. */
import { useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.js';
import type { Upload, UploadFailure } from '../upload.js';
import type { Speech } from '../words/speech.js';

type Options = { chat: Chat; upload: Upload; mostBytes: number };
type Notice = { name: string; problem: UploadFailure | 'uploading' };

export function useFiles({ chat, upload, mostBytes }: Options) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const send = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      setNotice({ name: file.name, problem: 'uploading' });
      const result = file.size > mostBytes ? 'fileTooLarge' : await upload(file);
      if (typeof result === 'string') return setNotice({ name: file.name, problem: result });
      chat.write('', [result]);
      setNotice(null);
    }
  };
  return { notice, send: (files: Iterable<File>) => void send([...files]) };
}

type Props = { files: ReturnType<typeof useFiles>; speech: Speech; mostBytes: number };

export function AttachButton({ files, speech }: Pick<Props, 'files' | 'speech'>) {
  const input = useRef<HTMLInputElement>(null);
  const { attach } = speech.words;
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          files.send(currentTarget.files ?? []);
          // The same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="quiet attach"
        aria-label={attach}
        title={attach}
        onClick={() => input.current?.click()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4L14 7.5" />
        </svg>
      </button>
    </>
  );
}

export function FileNotice({ files: { notice }, speech, mostBytes }: Props) {
  if (notice === null) return null;
  const words = speech.say(speech.words[notice.problem], { name: notice.name, size: speech.bytes(mostBytes) });
  const isWrong = notice.problem !== 'uploading';
  return (
    <p class={isWrong ? 'wrong' : 'notice'} role={isWrong ? 'alert' : 'status'}>
      {words}
    </p>
  );
}
