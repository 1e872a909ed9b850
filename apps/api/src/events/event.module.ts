import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { Wake } from './wake.js';

@Injectable()
class WakeLife implements OnApplicationShutdown {
  constructor(@Inject(Wake) private readonly wake: Wake) {}

  async onApplicationShutdown(): Promise<void> {
    await this.wake.close();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: Wake,
      inject: [ConfigModule.CONFIG, Database],
      useFactory: async (config: Config, database: Database): Promise<Wake> => {
        const wake = new Wake(config.databaseUrl ?? '');
        await wake.start();
        database.onCommit(() => wake.announce());
        return wake;
      },
    },
    WakeLife,
  ],
  exports: [Wake],
})
export class EventModule {}
