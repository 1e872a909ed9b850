/** The talk with the page that embeds us: with the one that spoke first, and with nobody else. */
import type { EventName, ChatEvents, FromFrame, ToFrame } from './host-messages.js';

export type Host = {
  emit: <N extends EventName>(name: N, value?: ChatEvents[N]) => void;
  say: (name: 'closed' | 'gone') => void;
};

/** Must be called before the frame has loaded: the page speaks as soon as it has. */
export function connectHost(onMessage: (message: ToFrame) => void): Host {
  let origin: string | null = null;
  addEventListener('message', ({ data, source, origin: from }: MessageEvent<ToFrame | null>) => {
    // A page without an origin (a file, a sandbox) could not be answered by its name.
    if (source !== parent || data?.diwan !== 1 || from === 'null') return;
    origin ??= from;
    if (from === origin) onMessage(data);
  });
  const post = (message: FromFrame) => {
    if (origin !== null) parent.postMessage(message, origin);
  };
  return {
    emit: (name, value) => post({ diwan: 1, name, value }),
    say: (name) => post({ diwan: 1, name }),
  };
}
