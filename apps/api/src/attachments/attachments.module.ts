import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsService } from './attachments.service.js';
import { BlobStore } from './blob-store.js';
import { FileLinks } from './file-links.js';

@Global()
@Module({
  controllers: [AttachmentsController],
  providers: [
    AttachmentsService,
    FileLinks,
    {
      provide: BlobStore,
      inject: [ConfigModule.CONFIG],
      useFactory: (config: Config) => new BlobStore(join(config.dataFolder, 'blobs')),
    },
  ],
  exports: [AttachmentsService, BlobStore, FileLinks],
})
export class AttachmentsModule {}
