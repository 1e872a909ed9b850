// One PostgreSQL for a whole run of integration tests, with a template that holds the migrated schema.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { isAlive } from '../database/embedded/postmaster.js';
import { startEmbeddedServer } from '../database/embedded/start-embedded-server.js';

export interface TestServer {
  /** Any database of the server, to connect to while making others; its role may create databases. */
  url: string;
  /** Name of the migrated database that test databases are copied from. */
  template: string;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** A PostgreSQL whose role may create databases; without it the built-in one is started. */
  givenUrl: string | undefined;
  dataFolder: string;
  migrate: (url: string) => Promise<void>;
}

/** The built-in server keeps its durable settings: the application refuses to start on others. */
export async function startTestServer({ givenUrl, dataFolder, migrate }: TestServerOptions): Promise<TestServer> {
  const server = givenUrl
    ? { url: givenUrl, stop: () => Promise.resolve() }
    : await startEmbeddedServer({ dataFolder, settings: { max_connections: '200' } });
  await dropLeftovers(server.url);
  const template = `test_${process.pid}_template_${randomBytes(3).toString('hex')}`;
  await runOn(server.url, [`CREATE DATABASE ${template}`]);
  await migrate(databaseUrl(server.url, template));
  return {
    url: server.url,
    template,
    stop: async () => {
      await runOn(server.url, [`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`]);
      await server.stop();
    },
  };
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs statements one by one on a connection of their own: CREATE DATABASE takes no transaction. */
export async function runOn(
  url: string,
  statements: readonly string[],
): Promise<pg.QueryResult<Record<string, string>>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: pg.QueryResult<Record<string, string>>[] = [];
    for (const statement of statements) results.push(await client.query(statement));
    return results;
  } finally {
    await client.end();
  }
}

/** Databases carry the id of the run that made them; those of runs that were killed are dropped by the next one. */
async function dropLeftovers(url: string): Promise<void> {
  const [found] = await runOn(url, [`SELECT datname FROM pg_database WHERE datname ~ '^test_\\d+_'`]);
  const dead = (found?.rows ?? [])
    .map((row) => row.datname ?? '')
    .filter((name) => !isAlive(Number(name.split('_')[1])));
  await runOn(
    url,
    dead.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}
