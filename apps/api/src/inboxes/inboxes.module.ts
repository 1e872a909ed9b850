import { Module } from '@nestjs/common';
import { InboxChannels } from './inbox-channels.js';
import { InboxesController } from './inboxes.controller.js';
import { InboxesService } from './inboxes.service.js';

@Module({ controllers: [InboxesController], providers: [InboxesService, InboxChannels], exports: [InboxChannels] })
export class InboxesModule {}
