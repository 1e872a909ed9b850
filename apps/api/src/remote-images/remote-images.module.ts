import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { FetchSlots } from './fetch-slots.js';
import { RemoteImageLinks } from './remote-image-links.js';
import { RemoteImagesController } from './remote-images.controller.js';

@Module({
  imports: [MessagesModule],
  controllers: [RemoteImagesController],
  providers: [RemoteImageLinks, { provide: FetchSlots, useFactory: () => new FetchSlots() }],
})
export class RemoteImagesModule {}
