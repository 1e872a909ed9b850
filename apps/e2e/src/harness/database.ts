import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Product } from './product.js';

type Place = Pick<Product, 'dataFolder'>;

/** Where the product's own PostgreSQL is reached. */
export async function databaseUrl({ dataFolder }: Place): Promise<string> {
  const [port, password] = await Promise.all([
    readFile(join(dataFolder, 'postgres/port'), 'utf8'),
    readFile(join(dataFolder, 'postgres/cluster/diwan.password'), 'utf8'),
  ]);
  return `postgres://diwan:${encodeURIComponent(password.trim())}@127.0.0.1:${Number(port)}/diwan`;
}

/** SQL past the product, for the proof that what it shows is what it holds. Close it before the product is stopped. */
export async function openDatabase(place: Place): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: await databaseUrl(place) });
  await client.connect();
  return client;
}
