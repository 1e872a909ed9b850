import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '@diwan/migrations';
import { SnakeCaseNames } from './snake-case-names.js';
import { schemas } from './schemas.js';

/** One pool for one process. Undefined in a WHERE throws: by default it would match the first row there is. */
export function createDataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    // By itself TypeORM would load a second one, by a name that the bundle cannot see.
    driver: pg,
    url,
    entities: schemas,
    namingStrategy: new SnakeCaseNames(),
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolSize,
    applicationName: 'diwan',
    extra: { connectionTimeoutMillis: 10_000, keepAlive: true, idleTimeoutMillis: 30_000 },
  });
}
