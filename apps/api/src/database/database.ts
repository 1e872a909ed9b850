import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

export type Row = Record<string, unknown>;

/** Something that runs SQL: a transaction, or the pool for a single reading statement. */
export interface Queryable {
  query<T extends object = Row>(sql: string, values?: readonly unknown[]): Promise<T[]>;
}

/** A running transaction. Repositories take it as their first argument. */
export interface Tx extends Queryable {
  /** TypeORM's side of the same transaction, for the simple nouns. */
  manager: EntityManager;
  /** Wakes the readers of the event feed, of stored mail and of deliveries once this has committed. */
  announce(): void;
}

/** Deadlock and serialization failure: the transaction did nothing and can simply be run again. */
const repeatable = new Set(['40001', '40P01']);
const attempts = 5;

/** The work went on after one of its statements had failed: PostgreSQL would take nothing of it. */
export class AbortedTransactionError extends Error {
  constructor() {
    super('a statement of this transaction failed and its error was swallowed');
  }
}

function isRepeatable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && repeatable.has(String(error.code));
}

// pg plans a named statement once per connection: hot statements skip the parser.
const statementNames = new Map<string, string>();
function statementName(sql: string): string {
  let name = statementNames.get(sql);
  if (!name) {
    name = createHash('sha1').update(sql).digest('base64url');
    statementNames.set(sql, name);
  }
  return name;
}

async function run<T extends object>(
  client: pg.PoolClient,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const result = await client.query<T & pg.QueryResultRow>({
    name: statementName(sql),
    text: sql,
    values: [...values],
  });
  return result.rows;
}

/** Access to PostgreSQL for one process. */
export class Database implements Queryable {
  private readonly listeners: (() => void)[] = [];

  constructor(readonly dataSource: DataSource) {}

  /** Called after every commit of a transaction that asked for it. */
  onCommit(listener: () => void): void {
    this.listeners.push(listener);
  }

  async query<T extends object = Row>(sql: string, values?: readonly unknown[]): Promise<T[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await run<T>((await runner.connect()) as pg.PoolClient, sql, values);
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs `work` in one transaction, again from the start when PostgreSQL broke it off for the sake of others. Whatever
   * `work` does outside of the database must therefore be safe to repeat.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt >= attempts || !isRepeatable(error)) throw error;
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner: QueryRunner = this.dataSource.createQueryRunner();
    let announced = false;
    let failed = false;
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      await runner.startTransaction();
      const query = async <T extends object>(sql: string, values?: readonly unknown[]): Promise<T[]> => {
        try {
          return await run<T>(client, sql, values);
        } catch (error) {
          failed = true;
          throw error;
        }
      };
      const result = await work({
        manager: runner.manager,
        query,
        announce: () => {
          announced = true;
        },
      });
      // A COMMIT after a failed statement that somebody caught is a ROLLBACK without an error; nobody may hear of success.
      // The server's own word on it may still be on its way when the error is here already.
      if (failed || client.getTransactionStatus() === 'E') throw new AbortedTransactionError();
      await runner.commitTransaction();
      if (announced) for (const listener of this.listeners) listener();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}
