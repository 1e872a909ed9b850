import { Module, type DynamicModule } from '@nestjs/common';
import { AgentsController } from './agents/agents.controller.js';
import { AgentsService } from './agents/agents.service.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { AuditController } from './audit/audit.controller.js';
import { AuthModule } from './auth/auth.module.js';
import { ChatModule } from './chat/chat.module.js';
import { ConfigModule } from './config.module.js';
import type { Config } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import { DemoController } from './demo/demo.controller.js';
import { ShopController } from './demo/shop.controller.js';
import { DeliveryService } from './delivery/delivery.service.js';
import { EventModule } from './events/event.module.js';
import { HealthController } from './health/health.controller.js';
import { InboxesModule } from './inboxes/inboxes.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { LoggingModule } from './logging.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesService } from './notices/notices.service.js';
import type { AddressPolicy } from './outgoing/address-policy.js';
import { OutgoingModule } from './outgoing/outgoing.module.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { OrganisationService } from './organisation/organisation.service.js';
import { SetUpService } from './organisation/set-up.service.js';
import { RemoteImagesModule } from './remote-images/remote-images.module.js';
import { AgentGateway } from './realtime/agent-gateway.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { SlaModule } from './sla/sla.module.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { TagsController } from './tags/tags.controller.js';
import { TagsService } from './tags/tags.service.js';
import { TicketTagsController } from './tags/ticket-tags.controller.js';
import { TicketTagsService } from './tags/ticket-tags.service.js';
import { TeamsController } from './teams/teams.controller.js';
import { TeamsService } from './teams/teams.service.js';
import { TicketsModule } from './tickets/tickets.module.js';

/** The whole product: API and worker are the same graph, started with different duties (main.ts, worker.ts). */
@Module({
  imports: [
    LoggingModule,
    DatabaseModule,
    EventModule,
    SecretsModule,
    AuthModule,
    AttachmentsModule,
    RealtimeModule,
    ChatModule,
    InboxesModule,
    IntakeModule,
    MessagesModule,
    RoutingModule,
    RemoteImagesModule,
    SlaModule,
    TicketsModule,
  ],
  controllers: [
    AgentsController,
    AuditController,
    DemoController,
    HealthController,
    NoticesController,
    OrganisationController,
    SearchController,
    ShopController,
    TagsController,
    TeamsController,
    TicketTagsController,
  ],
  providers: [
    AgentsService,
    AgentGateway,
    DeliveryService,
    NoticesService,
    OrganisationService,
    SearchService,
    SetUpService,
    TagsService,
    TeamsService,
    TicketTagsService,
  ],
})
export class AppModule {
  static with(config: Config, outgoing?: AddressPolicy): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config), OutgoingModule.with(outgoing)] };
  }
}
