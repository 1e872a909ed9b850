import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { chatCloseCodes, visitorFrame } from '@diwan/contracts';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData } from 'ws';
import { isOwnOrigin } from '../../auth/access.guard.js';
import { ConfigModule } from '../../config.module.js';
import type { Config } from '../../config.js';
import { LOGGER } from '../../logging.module.js';
import { SocketFeed } from '../../realtime/socket-feed.service.js';
import { refuseUpgrade } from '../../realtime/upgrades.js';
import { keepAlive } from '../../realtime/keep-alive.js';
import { parseFrame } from '../../realtime/parse-frame.js';
import { ChatAnnouncer } from './chat-announcer.service.js';
import { VisitorFrames } from './visitor-frames.service.js';
import { VisitorSocket } from './visitor-socket.js';

const mostPayloadBytes = 64 * 1024;
/** Whoever connects says who they are within this time. */
const helloWithinMs = 10_000;

/** The visitors' sockets. The page that holds the widget was checked when its frame was served; this checks the frame. */
@Injectable()
export class ChatGateway implements OnApplicationShutdown {
  private readonly sockets = new Set<VisitorSocket>();
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: mostPayloadBytes,
    perMessageDeflate: false,
  });
  private stopPings: () => void = () => undefined;

  constructor(
    private readonly feed: SocketFeed,
    private readonly frames: VisitorFrames,
    private readonly announcer: ChatAnnouncer,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.feed.subscribe((events) => this.announcer.announce(events, this.sockets));
    this.announcer.listen(() => this.sockets);
    this.stopPings = keepAlive(this.sockets);
  }

  get connections(): number {
    return this.sockets.size;
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { origin, host } = request.headers;
    if (origin === undefined || !isOwnOrigin(origin, host, this.config.publicUrl)) return refuseUpgrade(socket, 403);
    const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300);
    this.server.handleUpgrade(request, socket, head, (ws) => this.open(new VisitorSocket(ws, userAgent)));
  }

  onApplicationShutdown(): void {
    this.stopPings();
    this.announcer.stop();
    for (const each of this.sockets) each.close(1012, 'service restart');
    this.server.close();
  }

  private open(visitor: VisitorSocket): void {
    this.sockets.add(visitor);
    const { socket } = visitor;
    const patience = setTimeout(() => {
      if (!visitor.visitor) visitor.close(1008, 'no hello');
    }, helloWithinMs).unref();
    socket.on('close', () => {
      clearTimeout(patience);
      this.sockets.delete(visitor);
    });
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => {
      visitor.alive = true;
    });
    socket.on('message', (data) => {
      this.receive(visitor, data).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'a frame of a visitor failed');
        visitor.close(1011, 'failed');
      });
    });
  }

  private async receive(visitor: VisitorSocket, data: RawData): Promise<void> {
    const frame = visitorFrame.safeParse(parseFrame(data));
    if (!frame.success) return visitor.close(1008, 'unknown frame');
    if (!visitor.mayGoOn()) {
      const id = frame.data.type === 'message' ? frame.data.id : null;
      visitor.refuse('chat.too_fast', { id, retryAfterSeconds: 5 });
      // Who goes on all the same is not listened to any more.
      if (visitor.isFlooding()) visitor.close(chatCloseCodes.tooFast, 'too fast');
      return;
    }
    await this.frames.handle(visitor, frame.data);
  }
}
