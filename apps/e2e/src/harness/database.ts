import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Product } from './product.js';

/** SQL past the product, for the proof that what it shows is what it holds. Close it before the product is stopped. */
export async function openDatabase({ dataFolder }: Pick<Product, 'dataFolder'>): Promise<pg.Client> {
  const [port, password] = await Promise.all([
    readFile(join(dataFolder, 'postgres/port'), 'utf8'),
    readFile(join(dataFolder, 'postgres/cluster/diwan.password'), 'utf8'),
  ]);
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'diwan',
    database: 'diwan',
    password: password.trim(),
  });
  await client.connect();
  return client;
}
