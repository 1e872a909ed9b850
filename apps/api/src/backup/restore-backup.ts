import { createReadStream, existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { backupTables } from './backup-tables.js';
import type { BackupManifest } from './write-backup.js';

export class RestoreError extends Error {}

type Options = { url: string; dataFolder: string; folder: string; onTable: (name: string) => void };

async function readManifest(folder: string): Promise<BackupManifest> {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new RestoreError(`${folder} holds no finished backup (manifest.json is missing)`);
  return JSON.parse(await readFile(file, 'utf8')) as BackupManifest;
}

async function assertFits(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by id');
  const here = rows.map((row) => row.name).join();
  if (here !== manifest.migrations.join()) {
    throw new RestoreError(
      'the backup was made by another version of Diwan; restore it with that version, then update',
    );
  }
  const used = await client.query('select 1 from organisations');
  if (used.rows.length > 0) throw new RestoreError('this database is in use; a backup is restored into an empty one');
}

/**
 * Fills an empty, migrated database and data folder from a backup, in one transaction. What was on its way out when the
 * backup was made may have left since: it becomes `uncertain`, for a person to decide. Mail that was fetched before is
 * known by its content and taken in no second time (promise P18).
 */
export async function restoreBackup({ url, dataFolder, folder, onTable }: Options): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  const client = new pg.Client({ connectionString: url, application_name: 'diwan-restore' });
  await client.connect();
  try {
    await assertFits(client, manifest);
    await restoreFiles(folder, dataFolder);
    await client.query('begin');
    // The one table that does not come empty out of the migrations: what was renamed or added since replaces it.
    await client.query('delete from away_reasons');
    for (const { name } of backupTables) {
      onTable(name);
      const file = join(folder, 'tables', `${name}.copy.gz`);
      const columns = await columnsOf(client, name);
      await pipeline(
        createReadStream(file),
        createGunzip(),
        client.query(copyFrom(`copy ${name} (${columns}) from stdin`)),
      );
    }
    await client.query(
      `update deliveries set state = 'uncertain', error_code = 'backup.restored', next_attempt_at = null, lease_token = null
       where state in ('scheduled', 'queued', 'sending')`,
    );
    await client.query(`select setval('ticket_numbers', $1, false)`, [manifest.nextTicketNumber]);
    await client.query(
      `select setval(pg_get_serial_sequence('events', 'id'), (select coalesce(max(id), 0) + 1 from events), false)`,
    );
    await client.query('commit');
    return manifest;
  } finally {
    await client.end();
  }
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  return rows[0]?.names ?? '';
}

async function restoreFiles(folder: string, dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  if (existsSync(join(folder, 'blobs')))
    await cp(join(folder, 'blobs'), join(dataFolder, 'blobs'), { recursive: true });
  if (existsSync(join(folder, 'secret-key')))
    await copyFile(join(folder, 'secret-key'), join(dataFolder, 'secret-key'));
}
