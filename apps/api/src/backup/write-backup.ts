import { createWriteStream } from 'node:fs';
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { backupTables } from './backup-tables.js';

export type BackupManifest = { format: 1; createdAt: string; migrations: string[]; nextTicketNumber: string };

type Options = { url: string; dataFolder: string; folder: string; onTable: (name: string) => void };

/**
 * Writes a folder that `restoreBackup` reads: the tables of one snapshot (COPY text, gzip), the files, the secret key. The
 * product may go on meanwhile. Files come second: those a row names were written before the row.
 */
export async function writeBackup({ url, dataFolder, folder, onTable }: Options): Promise<BackupManifest> {
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url, application_name: 'diwan-backup' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    for (const { name, columns } of backupTables) {
      onTable(name);
      const rows = client.query(copyTo(`copy (select ${columns} from ${name}) to stdout`));
      await pipeline(
        rows,
        createGzip({ level: 4 }),
        createWriteStream(join(folder, 'tables', `${name}.copy.gz`), { mode: 0o600 }),
      );
    }
    const migrations = await client.query<{ name: string }>('select name from migrations order by id');
    const number = await client.query<{ n: string }>('select coalesce(max(number), 1000) + 1 as n from tickets');
    await client.query('commit');
    for (const name of ['blobs', 'secret-key']) await copyIfThere(join(dataFolder, name), join(folder, name));
    const manifest: BackupManifest = {
      format: 1,
      createdAt: new Date().toISOString(),
      migrations: migrations.rows.map((row) => row.name),
      nextTicketNumber: number.rows[0]?.n ?? '1001',
    };
    // Last: a folder without it is a backup that was broken off.
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
    return manifest;
  } finally {
    await client.end();
  }
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  if (from.endsWith('secret-key')) await copyFile(from, to);
  else await cp(from, to, { recursive: true });
}
