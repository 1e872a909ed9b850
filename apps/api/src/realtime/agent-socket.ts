import { serverFrame, socketCloseCodes, type ServerFrame, type Topic } from '@diwan/contracts';
import type { WebSocket } from 'ws';
import type { Caller } from '../auth/caller.js';
import { sendOrCut } from './send-or-cut.js';

/** One open connection of one signed-in agent. */
export class AgentSocket {
  readonly topics = new Set<Topic>();
  /** Of the tickets that it watches or has watched, the number by id: other processes speak of ids. */
  readonly tickets = new Map<string, number>();
  /** See keep-alive.ts. */
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
    sendOrCut(this.socket, text, socketCloseCodes.tooSlow);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}
