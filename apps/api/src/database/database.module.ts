import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { createDataSource } from './data-source.js';
import { Database } from './database.js';
import { assertDurable } from './durability.js';

@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [ConfigModule.CONFIG],
      useFactory: async (config: Config): Promise<Database> => {
        if (!config.databaseUrl) throw new Error('DATABASE_URL is not set');
        const dataSource = createDataSource(config.databaseUrl, config.databasePool);
        await dataSource.initialize();
        const database = new Database(dataSource);
        if (!config.unsafeDurability) await assertDurable(database);
        return database;
      },
    },
    DatabaseCloser,
  ],
  exports: [Database],
})
export class DatabaseModule {}
