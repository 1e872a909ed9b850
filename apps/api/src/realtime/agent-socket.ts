import { serverFrame, socketCloseCodes, type ServerFrame, type Topic } from '@diwan/contracts';
import type { WebSocket } from 'ws';
import type { Caller } from '../auth/caller.js';

/** A reader this far behind is cut; it comes back and reads the state over HTTP (promise P14). */
const mostBufferedBytes = 1024 * 1024;

/** One open connection of one signed-in agent. */
export class AgentSocket {
  readonly topics = new Set<Topic>();
  /** Of the tickets that it watches or has watched, the number by id: other processes speak of ids. */
  readonly tickets = new Map<string, number>();
  /** Cleared by every ping, set by every pong. */
  alive = true;

  constructor(
    readonly socket: WebSocket,
    /** Renewed when the agent's teams or role change. */
    public caller: Caller,
    /** The cookie that opened it, to look the session up again. */
    readonly token: string,
  ) {}

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(serverFrame.parse(frame)));
  }

  /** For frames that many sockets get: made into text once. */
  sendText(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > mostBufferedBytes) {
      this.socket.close(socketCloseCodes.tooSlow, 'too slow');
      return;
    }
    this.socket.send(text);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}
