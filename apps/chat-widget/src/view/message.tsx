/** Bubbles: the visitor's at the end of the line, those of the team at its start, whatever direction their text has. */
import type { ChatFile, ChatMessage } from '@diwan/contracts';
import type { Pending } from '../chat/chat-state.js';
import type { Speech } from '../words/speech.js';
import { Text } from './text.js';

const shown = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

type MessageProps = { message: ChatMessage; speech: Speech; mark: string | null };

export function Message({ message, speech, mark }: MessageProps) {
  const { words, direction } = speech;
  const isOwn = message.from === 'visitor';
  const author = isOwn ? words.you : message.name || words.team;
  // One's own words are not read out again.
  return (
    <div class={`message ${message.from}`} aria-live={isOwn ? 'off' : undefined}>
      {message.from !== 'system' && <bdi class={isOwn ? 'unseen' : 'author'}>{author}</bdi>}
      <div class="bubble">
        {message.text !== '' && <Text text={message.text} otherwise={direction} />}
        <Files files={message.files} speech={speech} />
      </div>
      <small>
        <time dateTime={message.at}>{speech.time(message.at)}</time>
        {mark !== null && <span> · {mark}</span>}
      </small>
    </div>
  );
}

/** Pictures of a kind that the server shows are seen; everything else is saved. */
function Files({ files, speech }: { files: ChatFile[]; speech: Speech }) {
  return (
    <>
      {files.map(({ id, name, contentType, sizeBytes, url }) => (
        <a key={id} class="file" href={url} target="_blank" rel="noopener">
          {shown.test(contentType) && <img src={url} alt="" loading="lazy" />}
          <bdi>{speech.say(speech.words.file, { name, size: speech.bytes(sizeBytes) })}</bdi>
        </a>
      ))}
    </>
  );
}

type PendingProps = {
  message: Pending;
  speech: Speech;
  /** Marked although it is still tried: there has been no connection for some time. */
  isLate: boolean;
  onRetry: () => void;
  onDiscard: () => void;
};

export function PendingMessage({ message, speech, isLate, onRetry, onDiscard }: PendingProps) {
  const { words, direction } = speech;
  const isStuck = message.failure !== null || isLate;
  return (
    <div class="message visitor pending" aria-live={isStuck ? undefined : 'off'}>
      <bdi class="unseen">{words.you}</bdi>
      <div class="bubble">
        {message.text !== '' && <Text text={message.text} otherwise={direction} />}
        <Files files={message.files} speech={speech} />
      </div>
      {isStuck ? (
        <small class="stuck">
          {words.notSent}
          {message.failure !== null && `: ${words[message.failure]}`}{' '}
          <button type="button" onClick={onRetry}>
            {words.retry}
          </button>
          <button type="button" onClick={onDiscard}>
            {words.discard}
          </button>
        </small>
      ) : (
        <small>{words.sending}</small>
      )}
    </div>
  );
}
