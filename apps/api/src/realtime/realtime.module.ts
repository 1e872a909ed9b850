import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { SocketFeed } from './socket-feed.service.js';
import { createNotifyBus } from './bus/notify-bus.js';
import { REALTIME_BUS, type RealtimeBus } from './bus/realtime-bus.js';

@Injectable()
class BusLife implements OnApplicationShutdown {
  constructor(@Inject(REALTIME_BUS) private readonly bus: RealtimeBus) {}

  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: REALTIME_BUS,
      inject: [ConfigModule.CONFIG],
      // The client of Redis is only loaded where there is one.
      useFactory: async ({ redisUrl, databaseUrl }: Config): Promise<RealtimeBus> =>
        redisUrl === null
          ? createNotifyBus(databaseUrl ?? '')
          : (await import('./bus/redis-bus.js')).createRedisBus(redisUrl),
    },
    BusLife,
    SocketFeed,
  ],
  exports: [REALTIME_BUS, SocketFeed],
})
export class RealtimeModule {}
