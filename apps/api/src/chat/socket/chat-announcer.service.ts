import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { FileLinks } from '../../attachments/file-links.js';
import { Database } from '../../database/database.js';
import type { DomainEventType, StoredEvent } from '../../events/domain-events.js';
import { LOGGER } from '../../logging.module.js';
import { REALTIME_BUS, type RealtimeBus, type TransientFrame } from '../../realtime/bus/realtime-bus.js';
import { findConversation, findMoved, listChatMessages } from './conversation.query.js';
import type { VisitorSocket } from './visitor-socket.js';

/** After these a conversation looks different to its visitor. */
const standingChanges: readonly DomainEventType[] = [
  'ticket.status_changed',
  'ticket.assigned',
  'chat.ended',
  'chat.rated',
];

/** Tells visitors of this process what happens in their conversations. Whoever is not connected costs nothing. */
@Injectable()
export class ChatAnnouncer {
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly links: FileLinks,
    @Inject(REALTIME_BUS) private readonly bus: RealtimeBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async announce(events: readonly StoredEvent[], sockets: Iterable<VisitorSocket>): Promise<void> {
    const viewers = viewersOf(sockets);
    if (viewers.size === 0) return;
    const withNews = new Set(idsOf(events, ['message.added']).filter((id) => viewers.has(id)));
    if (withNews.size > 0) await this.tellMessages(withNews, viewers);
    const changed = [...idsOf(events, standingChanges), ...(await this.movedOf(events, viewers))];
    for (const ticketId of new Set(changed)) {
      const audience = viewers.get(ticketId);
      const conversation = audience && (await findConversation(this.database, { ticketId }));
      if (!conversation) continue;
      for (const socket of audience) socket.send({ type: 'conversation', conversation });
    }
  }

  /** A move is one event for all of its tickets. */
  private movedOf(events: readonly StoredEvent[], viewers: Viewers): Promise<string[]> {
    const moves = events.filter(({ type }) => type === 'tickets.moved' || type === 'tickets.move_undone');
    const moveIds = moves.map(({ payload }) => String(payload['moveId']));
    return moveIds.length === 0 ? Promise.resolve([]) : findMoved(this.database, moveIds, [...viewers.keys()]);
  }

  /** What the team does while it happens. */
  listen(sockets: () => Iterable<VisitorSocket>): void {
    this.unsubscribe = this.bus.subscribe((frame) => {
      if (frame.type === 'visitor_began') {
        this.showBegun(frame, sockets()).catch((error: unknown) =>
          this.logger.warn({ err: error }, 'a new conversation was not shown'),
        );
        return;
      }
      for (const socket of sockets()) if (socket.ticketId === frame.ticketId) tell(socket, frame);
    });
  }

  stop(): void {
    this.unsubscribe();
  }

  private async showBegun(
    { visitorId, ticketId }: Extract<TransientFrame, { type: 'visitor_began' }>,
    sockets: Iterable<VisitorSocket>,
  ): Promise<void> {
    const others = [...sockets].filter((each) => each.visitor?.id === visitorId && each.ticketId !== ticketId);
    const conversation = others.length > 0 ? await findConversation(this.database, { ticketId }) : null;
    if (!conversation) return;
    for (const socket of others) {
      socket.show(ticketId, 0);
      socket.send({ type: 'conversation', conversation });
    }
    await this.tellMessages(new Set([ticketId]), new Map([[ticketId, others]]));
  }

  private async tellMessages(ticketIds: ReadonlySet<string>, viewers: Viewers): Promise<void> {
    const places = [...ticketIds].map((conversationId) => ({
      conversationId,
      seq: Math.min(...(viewers.get(conversationId) ?? []).map((each) => each.sentSeq)),
    }));
    const messages = await listChatMessages(this.database, places, this.links);
    for (const conversationId of ticketIds) {
      const here = messages.filter((each) => each.conversationId === conversationId);
      for (const socket of viewers.get(conversationId) ?? []) {
        const news = socket.unsent(here);
        if (news.length > 0) socket.send({ type: 'messages', conversationId, messages: news });
      }
    }
  }
}

type Viewers = ReadonlyMap<string, VisitorSocket[]>;

function idsOf(events: readonly StoredEvent[], types: readonly DomainEventType[]): string[] {
  return events.flatMap((event) => (event.ticketId !== null && types.includes(event.type) ? [event.ticketId] : []));
}

/** Who looks at which conversation. */
function viewersOf(sockets: Iterable<VisitorSocket>): Viewers {
  const viewers = new Map<string, VisitorSocket[]>();
  for (const socket of sockets) {
    if (socket.ticketId === null) continue;
    const others = viewers.get(socket.ticketId);
    if (others) others.push(socket);
    else viewers.set(socket.ticketId, [socket]);
  }
  return viewers;
}

function tell(socket: VisitorSocket, frame: TransientFrame): void {
  if (frame.type === 'agent_typing') socket.send({ type: 'typing', name: frame.name, on: frame.on });
  if (frame.type === 'agent_seen') {
    socket.send({ type: 'seen', conversationId: frame.ticketId, seq: frame.seq });
  }
}
