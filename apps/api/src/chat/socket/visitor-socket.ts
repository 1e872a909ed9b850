import type { ChatRefusal, ChatServerFrame } from '@diwan/contracts';
import { chatCloseCodes, chatServerFrame } from '@diwan/contracts';
import type { WebSocket } from 'ws';
import { sendOrCut } from '../../realtime/send-or-cut.js';
import type { Visitor } from '../take/chat-input.js';

/** So many frames at once, and so many a second from then on: more than anybody types, less than what hurts. */
const burst = 30;
const perSecond = 3;
const flood = 100;

/** One open connection of one visitor. */
export class VisitorSocket {
  /** See realtime/keep-alive.ts. */
  alive = true;
  visitor: Visitor | null = null;
  /** The conversation that is on the screen, and the newest message sent to it. */
  ticketId: string | null = null;
  sentSeq = 0;
  /** Written on this very connection: told by `taken`, not once more. */
  private readonly own = new Set<number>();
  private ending: NodeJS.Timeout | null = null;
  private tokens = burst;
  private filledAt = Date.now();

  constructor(
    readonly socket: WebSocket,
    readonly userAgent: string,
  ) {}

  send(frame: ChatServerFrame): void {
    sendOrCut(this.socket, JSON.stringify(chatServerFrame.parse(frame)), chatCloseCodes.tooSlow);
  }

  refuse(
    code: ChatRefusal,
    { id = null, retryAfterSeconds = null }: { id?: string | null; retryAfterSeconds?: number | null } = {},
  ): void {
    this.send({ type: 'refused', id, code, retryAfterSeconds });
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** The proof of who this is ends then: a new one is asked for. */
  closeAt(at: Date): void {
    if (this.ending) clearTimeout(this.ending);
    const wait = Math.max(0, at.getTime() - Date.now());
    this.ending = setTimeout(() => {
      this.refuse('chat.identity_expired');
      this.close(chatCloseCodes.identity, 'identity expired');
    }, wait).unref();
    this.socket.once('close', () => this.ending && clearTimeout(this.ending));
  }

  /** Shows another conversation from its beginning or from a place in it. */
  show(ticketId: string, sentSeq: number): void {
    if (this.ticketId !== ticketId) this.own.clear();
    this.ticketId = ticketId;
    this.sentSeq = sentSeq;
  }

  wrote(ticketId: string, seq: number): void {
    if (this.ticketId !== ticketId) this.show(ticketId, seq - 1);
    this.own.add(seq);
  }

  /** Of these messages those that this screen has not got. */
  unsent<T extends { seq: number }>(messages: readonly T[]): T[] {
    const last = messages.at(-1);
    const news = messages.filter(({ seq }) => seq > this.sentSeq && !this.own.has(seq));
    if (last) this.sentSeq = Math.max(this.sentSeq, last.seq);
    for (const seq of this.own) if (seq <= this.sentSeq) this.own.delete(seq);
    return news;
  }

  /** Whether one more frame is within what a visitor may send. */
  mayGoOn(now = Date.now()): boolean {
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1000) * perSecond);
    this.filledAt = now;
    // Whoever is refused pays too, so that sending on at full speed does not end the waiting.
    this.tokens = Math.max(-flood, this.tokens - 1);
    return this.tokens >= 0;
  }

  /** Refused so often in a row that it cannot be a person any more. */
  isFlooding(): boolean {
    return this.tokens <= -flood;
  }
}
