import { Module } from '@nestjs/common';
import { GrantsService } from './grants/grants.service.js';
import { InboxTokens } from './grants/inbox-tokens.js';
import { InboxAccess } from './inbox-access.js';
import { InboxChannels } from './inbox-channels.js';
import { InboxesController } from './inboxes.controller.js';
import { InboxesService } from './inboxes.service.js';

@Module({
  controllers: [InboxesController],
  providers: [InboxesService, InboxChannels, InboxAccess, InboxTokens, GrantsService],
  exports: [InboxChannels, InboxAccess],
})
export class InboxesModule {}
