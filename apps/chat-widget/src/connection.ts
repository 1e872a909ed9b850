/** The visitor's socket: says hello, comes back after a loss. Knows frames, and nothing of what they mean. */
import type { ChatServerFrame, VisitorFrame } from '@diwan/contracts';
import { readFrame, writeFrame } from './frames.js';

export type Connection = {
  /** False where it could not be given to a live socket. */
  send: (frame: VisitorFrame) => boolean;
  /** Connects anew, at once: what was open is of no use any more, or the wait is too long. */
  renew: () => void;
  close: () => void;
};

export type ConnectionOptions = {
  url: string;
  hello: () => VisitorFrame;
  onFrame: (frame: ChatServerFrame) => void;
  /** `rejected`: closed over a frame of ours (1008). */
  onLost: (why: { rejected: boolean }) => void;
  WebSocket?: typeof WebSocket;
  random?: () => number;
};

const codes = { policy: 1008, tooFast: 4429 };
const firstStepMs = 500;
const longestStepMs = 30_000;

/**
 * Milliseconds before attempt `attempt` (0: the first after a loss): full jitter over a step that doubles up to 30 s, so
 * that the visitors of a server that starts anew (1012) do not all come back in one second; never under an eighth of it.
 */
export function backOffMs(attempt: number, random: () => number): number {
  const step = Math.min(longestStepMs, firstStepMs * 2 ** Math.min(attempt, 16));
  return Math.round(step / 8 + (random() * step * 7) / 8);
}

export function openConnection(options: ConnectionOptions): Connection {
  const { WebSocket: Socket = WebSocket, random = Math.random } = options;
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  const connect = () => {
    const current = new Socket(options.url);
    socket = current;
    current.onopen = () => current.send(writeFrame(options.hello()));
    current.onmessage = ({ data }: MessageEvent<unknown>) => {
      const frame = readFrame(data);
      if (frame === null || socket !== current) return;
      // A welcome alone proves little: a server in trouble may welcome everybody and fall again.
      if (frame.type !== 'welcome') attempt = 0;
      options.onFrame(frame);
    };
    current.onclose = ({ code }) => {
      if (socket !== current) return;
      socket = null;
      const step = code === codes.tooFast ? Math.max(attempt, 5) : attempt;
      timer = setTimeout(connect, backOffMs(step, random));
      attempt = step + 1;
      options.onLost({ rejected: code === codes.policy });
    };
  };

  const drop = () => {
    clearTimeout(timer);
    const old = socket;
    socket = null;
    old?.close();
  };

  connect();
  return {
    send(frame) {
      if (socket?.readyState !== Socket.OPEN) return false;
      socket.send(writeFrame(frame));
      return true;
    },
    renew() {
      drop();
      connect();
    },
    close: drop,
  };
}
