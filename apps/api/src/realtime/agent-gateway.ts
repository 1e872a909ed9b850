import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { clientFrame, type Topic } from '@diwan/contracts';
import { heartbeatSeconds } from '@diwan/tickets';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData } from 'ws';
import { isOwnOrigin } from '../auth/access.guard.js';
import { canSee, visibilityOf } from '../auth/caller.js';
import { SessionService } from '../auth/session.service.js';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { singleFlight } from '../events/single-flight.js';
import { LOGGER } from '../logging.module.js';
import { may } from '../policies/policies.js';
import { beatHearts } from '../routing/presence/presence.query.js';
import { findTicket } from '../tickets/ticket.repository.js';
import { AgentSocket } from './agent-socket.js';
import { Announcer } from './announcer.js';
import { announceTransient } from './announce-transient.js';
import { REALTIME_BUS, type RealtimeBus } from './bus/realtime-bus.js';
import { parseCookie } from './parse-cookie.js';
import { keepAlive } from './keep-alive.js';
import { parseFrame } from './parse-frame.js';
import { SocketFeed } from './socket-feed.service.js';
import { refuseUpgrade } from './upgrades.js';

const heartbeatMs = heartbeatSeconds * 1_000;
const renewMs = 5 * 60_000;
const mostPayloadBytes = 1024 * 1024;

/** The agents' sockets: authenticated before they open, subscribed only to what may be seen, told what has changed. */
@Injectable()
export class AgentGateway implements OnApplicationShutdown {
  private readonly sockets = new Set<AgentSocket>();
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: mostPayloadBytes,
    perMessageDeflate: false,
  });
  private unsubscribe: () => void = () => undefined;
  private stopPings: () => void = () => undefined;
  private renewals: NodeJS.Timeout | null = null;
  private heartbeats: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly feed: SocketFeed,
    private readonly sessions: SessionService,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(REALTIME_BUS) private readonly bus: RealtimeBus,
  ) {}

  /** Begins to hear what happens. */
  start(): void {
    const announcer = new Announcer(this.database, this.sessions, () => this.sockets);
    this.feed.subscribe((events) => announcer.announce(events));
    this.unsubscribe = this.bus.subscribe((frame) => announceTransient(frame, this.sockets));
    this.stopPings = keepAlive(this.sockets);
    // A session that runs out ends without an event.
    const renewal = singleFlight(
      () => announcer.renewCallers(),
      (error) => this.logger.warn({ err: error }, 'looking after sessions failed'),
    );
    this.renewals = setInterval(() => renewal.run(), renewMs);
    this.renewals.unref();
    this.heartbeats = setInterval(() => this.beat(this.sockets), heartbeatMs);
    this.heartbeats.unref();
  }

  get connections(): number {
    return this.sockets.size;
  }

  onApplicationShutdown(): void {
    this.stopPings();
    if (this.renewals) clearInterval(this.renewals);
    if (this.heartbeats) clearInterval(this.heartbeats);
    this.unsubscribe();
    for (const each of this.sockets) each.close(1012, 'service restart');
    this.server.close();
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { origin, host } = request.headers;
    if (origin !== undefined && !isOwnOrigin(origin, host, this.config.publicUrl)) return refuseUpgrade(socket, 403);
    const token = parseCookie(request.headers.cookie, this.sessions.cookieName);
    const caller = await this.sessions.findCaller(token, request.socket.remoteAddress ?? '');
    if (!caller || !token) return refuseUpgrade(socket, 401);
    this.server.handleUpgrade(request, socket, head, (ws) => this.open(new AgentSocket(ws, caller, token)));
  }

  private open(agent: AgentSocket): void {
    this.sockets.add(agent);
    this.beat([agent]);
    const { socket } = agent;
    socket.on('close', () => this.sockets.delete(agent));
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => {
      agent.alive = true;
    });
    socket.on('message', (data) => void this.receive(agent, data).catch(() => socket.close(1011, 'failed')));
    agent.send({ type: 'ready', sessionId: agent.caller.sessionId });
  }

  private async receive(agent: AgentSocket, data: RawData): Promise<void> {
    const frame = clientFrame.safeParse(parseFrame(data));
    if (!frame.success) {
      agent.close(1008, 'unknown frame');
      return;
    }
    if (frame.data.type === 'typing') {
      this.type(agent, frame.data);
      return;
    }
    if (frame.data.type === 'unsubscribe') {
      for (const topic of frame.data.topics) agent.topics.delete(topic);
      return;
    }
    const refused: Topic[] = [];
    const subscribed: Topic[] = [];
    for (const topic of frame.data.topics) {
      (agent.topics.size < 200 && (await this.maySubscribe(agent, topic)) ? subscribed : refused).push(topic);
    }
    for (const topic of subscribed) agent.topics.add(topic);
    if (subscribed.length > 0) agent.send({ type: 'subscribed', topics: subscribed });
    if (refused.length > 0) agent.send({ type: 'refused', topics: refused });
  }

  private async maySubscribe(agent: AgentSocket, topic: Topic): Promise<boolean> {
    const { caller } = agent;
    if (topic === 'tickets') return may(caller.agent.role, 'tickets.read');
    if (topic === 'inboxes') return may(caller.agent.role, 'inboxes.read');
    if (topic === 'presence') return may(caller.agent.role, 'presence.manage');
    if (topic === 'suspended_mail') return may(caller.agent.role, 'suspended_mail.read');
    const ticket = await findTicket(this.database, Number(topic.slice('ticket:'.length)));
    if (ticket === null || !canSee(visibilityOf(caller), ticket)) return false;
    agent.tickets.set(ticket.id, ticket.number);
    return true;
  }

  /** Only of a ticket that this very socket watches: whether it may has been asked then. */
  private type(agent: AgentSocket, { ticket, on }: { ticket: number; on: boolean }): void {
    const [ticketId] = [...agent.tickets].find(([, number]) => number === ticket) ?? [];
    if (ticketId === undefined || !agent.topics.has(`ticket:${ticket}`)) return;
    this.bus.publish({ type: 'agent_typing', ticketId, name: agent.caller.agent.name, on });
  }

  /** An open socket is a sign of life of its agent; routing gives nothing to who shows none. */
  private beat(sockets: Iterable<AgentSocket>): void {
    const agentIds = [...new Set([...sockets].map((each) => each.caller.agent.id))];
    beatHearts(this.database, agentIds).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'heartbeats were not written'),
    );
  }
}
