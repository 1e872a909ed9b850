import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createMailParser, type MailParser } from '@diwan/channels';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { HeldMailController } from './held/held-mail.controller.js';
import { HeldMailService } from './held/held-mail.service.js';
import { IntakeService, MAIL_PARSER } from './intake.service.js';
import { FreshMail } from './store/fresh-mail.js';
import { MailStore } from './store/mail-store.js';

@Injectable()
class ParserCloser implements OnApplicationShutdown {
  constructor(@Inject(MAIL_PARSER) private readonly parser: MailParser) {}

  async onApplicationShutdown(): Promise<void> {
    await this.parser.close();
  }
}

@Module({
  controllers: [HeldMailController],
  providers: [
    IntakeService,
    HeldMailService,
    ParserCloser,
    { provide: FreshMail, useFactory: () => new FreshMail() },
    {
      provide: MailStore,
      inject: [Database, FreshMail],
      useFactory: (database: Database, fresh: FreshMail) => new MailStore(database, fresh),
    },
    {
      provide: MAIL_PARSER,
      inject: [ConfigModule.CONFIG],
      useFactory: (config: Config) => createMailParser({ threads: config.parserThreads }),
    },
  ],
  exports: [IntakeService, MailStore, MAIL_PARSER],
})
export class IntakeModule {}
