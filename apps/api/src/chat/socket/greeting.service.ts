import { Injectable } from '@nestjs/common';
import { chatCloseCodes, type VisitorFrame, type Widget } from '@diwan/contracts';
import { FileLinks } from '../../attachments/file-links.js';
import { Database } from '../../database/database.js';
import { IdentitiesService, type Known } from '../identity/identities.service.js';
import { IdentityError } from '../identity/verify-identity.js';
import { VisitorTokens } from '../visitor-tokens.js';
import { VisitorsService } from '../visitors.service.js';
import { findWidgetByKey } from '../widgets/widget.query.js';
import { findConversation, findDetails, listChatMessages } from './conversation.query.js';
import type { VisitorSocket } from './visitor-socket.js';

type Hello = Extract<VisitorFrame, { type: 'hello' }>;

/** Answers `hello`: who this is, and what their screen has missed. */
@Injectable()
export class GreetingService {
  constructor(
    private readonly database: Database,
    private readonly identities: IdentitiesService,
    private readonly visitors: VisitorsService,
    private readonly tokens: VisitorTokens,
    private readonly links: FileLinks,
  ) {}

  async greet(socket: VisitorSocket, hello: Hello): Promise<void> {
    const widget = await findWidgetByKey(this.database, hello.key);
    if (!widget) {
      socket.refuse('chat.unknown_widget');
      return socket.close(chatCloseCodes.refused, 'unknown widget');
    }
    try {
      await this.welcome(socket, widget, { ...hello, ...(await this.identities.recognise(widget, hello)) });
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      socket.refuse(error.code);
      socket.close(chatCloseCodes.identity, 'identity');
    }
  }

  private async welcome(
    socket: VisitorSocket,
    widget: Pick<Widget, 'id'>,
    { visitorId, identity, locale, page, after }: Omit<Hello, 'identity'> & Known,
  ): Promise<void> {
    if (identity) {
      socket.closeAt(identity.expiresAt);
      await this.visitors.setProven(visitorId, identity);
    }
    const screen = await this.screenOf(visitorId, after);
    socket.visitor = { id: visitorId, inboxId: widget.id, identity, locale, page, userAgent: socket.userAgent };
    const { conversation, messages, complete } = screen;
    const details = (await findDetails(this.database, visitorId)) ?? { name: '', email: null };
    socket.send({
      type: 'welcome',
      token: this.tokens.tokenOf(visitorId, widget.id),
      conversation,
      messages,
      complete,
      details,
    });
    if (!conversation) return;
    // News reach this socket from here on; what came while it was greeted is looked up once more.
    socket.show(conversation.id, screen.place);
    const late = socket.unsent(await this.messagesAfter(conversation.id, screen.place));
    if (late.length > 0) socket.send({ type: 'messages', conversationId: conversation.id, messages: late });
  }

  /** What the screen lacks: all of the conversation, or what comes after the place that it has. */
  private async screenOf(visitorId: string, after: Hello['after']) {
    const conversation = await findConversation(this.database, { visitorId });
    if (!conversation) return { conversation, messages: [], complete: true, place: 0 };
    const known = after?.conversationId === conversation.id ? after.seq : null;
    const messages = await this.messagesAfter(conversation.id, known ?? 0);
    return { conversation, messages, complete: known === null, place: messages.at(-1)?.seq ?? known ?? 0 };
  }

  private messagesAfter(conversationId: string, seq: number) {
    return listChatMessages(this.database, [{ conversationId, seq }], this.links);
  }
}
