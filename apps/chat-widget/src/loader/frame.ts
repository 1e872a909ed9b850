/** The frame with the chat, and the talk with it: only with its window, and only to and from its origin. */
import { type FromFrame, type ToFrame } from '../host-messages.js';

export type Frame = { element: HTMLIFrameElement; post: (message: ToFrame) => void };
type Options = { host: string; path: string; title: string; parent: Node; onMessage: (message: FromFrame) => void };

export function createFrame({ host, path, title, parent, onMessage }: Options): Frame {
  const element = document.createElement('iframe');
  let isLoaded = false;
  const waiting: ToFrame[] = [];

  const post = (message: ToFrame) => {
    if (isLoaded) element.contentWindow?.postMessage(message, host);
    else waiting.push(message);
  };
  const hear = ({ data, origin, source }: MessageEvent<FromFrame | null>) => {
    if (origin === host && source === element.contentWindow && data?.diwan) onMessage(data);
  };

  addEventListener('message', hear);
  element.title = title;
  element.src = host + path;
  element.onload = () => {
    isLoaded = true;
    waiting.splice(0).forEach(post);
  };
  parent.appendChild(element);
  return { element, post };
}
