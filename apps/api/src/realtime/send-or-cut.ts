import type { WebSocket } from 'ws';

/** A reader this far behind is cut; it comes back and reads what it has missed (promise P14). */
const mostBufferedBytes = 1024 * 1024;

/** @param tooSlow the close code of our own for such a reader */
export function sendOrCut(socket: WebSocket, text: string, tooSlow: number): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > mostBufferedBytes) socket.close(tooSlow, 'too slow');
  else socket.send(text);
}
