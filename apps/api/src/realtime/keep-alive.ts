import type { WebSocket } from 'ws';

/** `alive` is cleared by every ping and set by every pong. */
export type Watched = { readonly socket: WebSocket; alive: boolean };

const pingMs = 30_000;

/** Ends what has not answered the last ping (RFC 6455 section 5.5.2). @returns stops it */
export function keepAlive(sockets: Iterable<Watched>): () => void {
  const timer = setInterval(() => {
    for (const each of sockets) {
      if (!each.alive) each.socket.terminate();
      each.alive = false;
      if (each.socket.readyState === each.socket.OPEN) each.socket.ping();
    }
  }, pingMs);
  timer.unref();
  return () => clearInterval(timer);
}
