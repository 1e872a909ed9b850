import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { VisitorFilesController } from './files/visitor-files.controller.js';
import { ChatAnnouncer } from './socket/chat-announcer.service.js';
import { ChatGateway } from './socket/chat.gateway.js';
import { GreetingService } from './socket/greeting.service.js';
import { VisitorFrames } from './socket/visitor-frames.service.js';
import { IdentitiesService } from './identity/identities.service.js';
import { ChatIntake } from './take/chat-intake.js';
import { ChatTicketsController } from './tickets/chat-tickets.controller.js';
import { ChatTicketsService } from './tickets/chat-tickets.service.js';
import { VisitorTokens } from './visitor-tokens.js';
import { VisitorsService } from './visitors.service.js';
import { WidgetsController } from './widgets/widgets.controller.js';
import { WidgetsService } from './widgets/widgets.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [ChatTicketsController, VisitorFilesController, WidgetsController],
  providers: [
    ChatAnnouncer,
    ChatGateway,
    ChatIntake,
    ChatTicketsService,
    GreetingService,
    IdentitiesService,
    VisitorFrames,
    VisitorTokens,
    VisitorsService,
    WidgetsService,
  ],
})
export class ChatModule {}
