/** The agents' socket: connect, subscribe, come back after a loss. Knows nothing of React or of queries. */
import type { ClientFrame, ServerFrame, Topic } from '@diwan/contracts';
import { reconnectDelay } from './reconnect-delay.js';

export type ConnectionState = 'connecting' | 'live' | 'lost';
export type ConnectionEvents = {
  onState: (state: ConnectionState) => void;
  onFrame: (frame: ServerFrame) => void;
  /** Live again after a loss. */
  onReconnected: () => void;
  onSignedOut: () => void;
};

/** Who may not see one of them is refused it, and nothing else. */
const subscriptions: Topic[] = ['tickets', 'inboxes', 'presence', 'suspended_mail'];
const signedOut = [4401, 4403];

export type Connection = {
  /** Is subscribed to these beside the usual ones, again after every loss. */
  watch: (topics: Topic[]) => void;
  /** Lost while there is no connection. */
  send: (frame: ClientFrame) => void;
  /** For good. */
  close: () => void;
};

export function openConnection(url: string, events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let hadBeenLive = false;
  let watched: Topic[] = [];

  const send = (frame: ClientFrame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const connect = () => {
    events.onState(hadBeenLive || attempt > 0 ? 'lost' : 'connecting');
    const current = new WebSocket(url);
    socket = current;
    current.onopen = () => {
      send({ type: 'subscribe', topics: [...subscriptions, ...watched] });
      attempt = 0;
      events.onState('live');
      if (hadBeenLive) events.onReconnected();
      hadBeenLive = true;
    };
    current.onmessage = (event: MessageEvent<unknown>) => {
      const frame = frameOf(event.data);
      if (frame) events.onFrame(frame);
    };
    current.onclose = (event) => {
      if (closed) return;
      if (signedOut.includes(event.code)) {
        events.onSignedOut();
        return;
      }
      events.onState('lost');
      timer = setTimeout(connect, reconnectDelay(attempt, Math.random));
      attempt += 1;
    };
  };

  // Coming back online is a better moment than the end of a long back-off.
  const hurry = () => {
    if (socket?.readyState !== WebSocket.CLOSED) return;
    clearTimeout(timer);
    connect();
  };
  window.addEventListener('online', hurry);
  connect();
  return {
    watch: (topics) => {
      const left = watched.filter((topic) => !topics.includes(topic));
      const added = topics.filter((topic) => !watched.includes(topic));
      watched = topics;
      if (left.length > 0) send({ type: 'unsubscribe', topics: left });
      if (added.length > 0) send({ type: 'subscribe', topics: added });
    },
    send,
    close: () => {
      closed = true;
      clearTimeout(timer);
      window.removeEventListener('online', hurry);
      socket?.close();
    },
  };
}

function frameOf(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
