import { Inject, Injectable } from '@nestjs/common';
import type { VisitorFrame } from '@diwan/contracts';
import { Database } from '../../database/database.js';
import { REALTIME_BUS, type RealtimeBus } from '../../realtime/bus/realtime-bus.js';
import { ChatIntake } from '../take/chat-intake.js';
import type { Visitor } from '../take/chat-input.js';
import { VisitorsService } from '../visitors.service.js';
import { findConversation, markSeen } from './conversation.query.js';
import { GreetingService } from './greeting.service.js';
import type { VisitorSocket } from './visitor-socket.js';

type Frame<T extends VisitorFrame['type']> = Extract<VisitorFrame, { type: T }>;

/** What a visitor's frames do. */
@Injectable()
export class VisitorFrames {
  constructor(
    private readonly database: Database,
    private readonly intake: ChatIntake,
    private readonly visitors: VisitorsService,
    private readonly greeting: GreetingService,
    @Inject(REALTIME_BUS) private readonly bus: RealtimeBus,
  ) {}

  async handle(socket: VisitorSocket, frame: VisitorFrame): Promise<void> {
    if (frame.type === 'hello') return this.greeting.greet(socket, frame);
    const { visitor } = socket;
    if (!visitor) return socket.close(1008, 'no hello');
    switch (frame.type) {
      case 'message':
        return this.take(socket, visitor, frame);
      case 'typing':
        if (socket.ticketId) this.bus.publish({ type: 'visitor_typing', ticketId: socket.ticketId, on: frame.on });
        return;
      case 'seen':
        return this.see(visitor, frame);
      case 'page':
        visitor.page = frame.page;
        return this.visitors.setPage(visitor.id, frame.page);
      case 'details':
        return this.visitors.setDetails(visitor.id, frame);
      case 'end':
        return this.visitors.end(visitor.id);
      case 'rate':
        return this.visitors.rate(visitor.id, frame);
    }
  }

  private async take(socket: VisitorSocket, visitor: Visitor, frame: Frame<'message'>): Promise<void> {
    const { id, text, fileIds } = frame;
    const verdict = await this.intake.take({ visitor, clientId: id, text, fileIds });
    if (verdict.do === 'refused') {
      return socket.refuse(verdict.code, { id, retryAfterSeconds: verdict.code === 'chat.unavailable' ? 5 : null });
    }
    const isNew = socket.ticketId !== verdict.ticketId;
    socket.wrote(verdict.ticketId, verdict.seq);
    socket.send({
      type: 'taken',
      id,
      conversationId: verdict.ticketId,
      seq: verdict.seq,
      at: verdict.at.toISOString(),
    });
    if (!isNew) return;
    this.bus.publish({ type: 'visitor_began', visitorId: visitor.id, ticketId: verdict.ticketId });
    const conversation = await findConversation(this.database, { ticketId: verdict.ticketId });
    if (conversation) socket.send({ type: 'conversation', conversation });
  }

  private async see(visitor: Visitor, { conversationId, seq, read }: Frame<'seen'>): Promise<void> {
    const seen = await markSeen(this.database, { visitorId: visitor.id, conversationId, seq, read });
    if (seen) this.bus.publish({ type: 'visitor_seen', ticketId: conversationId, ...seen });
  }
}
