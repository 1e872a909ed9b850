/** Frames of the chat as text, and back. The server checks every field of ours; we look only at what would break us. */
import type { ChatServerFrame, VisitorFrame } from '@diwan/contracts';

export function writeFrame(frame: VisitorFrame): string {
  return JSON.stringify(frame);
}

const known: Record<ChatServerFrame['type'], true> = {
  welcome: true,
  taken: true,
  refused: true,
  messages: true,
  conversation: true,
  seen: true,
  typing: true,
};

/** @returns null for anything that this version of the widget does not know */
export function readFrame(text: unknown): ChatServerFrame | null {
  if (typeof text !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame && Object.hasOwn(known, String(frame.type))
      ? (frame as ChatServerFrame)
      : null;
  } catch {
    return null;
  }
}
