import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobStore } from '../attachments/blob-store.js';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { seedDemo } from '../demo/seed-demo.js';
import { readTicketCounts } from '../tickets/ticket-counts.query.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { backupTables } from './backup-tables.js';
import { restoreBackup } from './restore-backup.js';
import { writeBackup } from './write-backup.js';

const folder = mkdtempSync(join(tmpdir(), 'diwan-backup-'));
const [dataFolder, newDataFolder, backupFolder] = ['data', 'new-data', 'backup'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
let from: TestDatabase;
let into: TestDatabase;
let source: Database;
let target: Database;
let sha256: string;

async function open(url: string): Promise<Database> {
  const dataSource = createDataSource(url, 2);
  await dataSource.initialize();
  return new Database(dataSource);
}

/** One ticket with a message that is on its way out, straight into the tables. */
async function addTicketWithDelivery(database: Database): Promise<void> {
  const id = '01900000-0000-7000-8000-00000000000';
  await database.query(`insert into contacts (id, name, created_at) values ('${id}1', 'Ada', now())`);
  await database.query(
    `insert into tickets (id, number, channel, inbox_id, contact_id, subject, created_at)
     select '${id}2', 2000, 'email', i.id, '${id}1', 'سلام \t \\N', now() from inboxes i limit 1`,
  );
  await database.query(
    `insert into ticket_standings (ticket_id, status, priority, queue_id, last_seq, snippet, last_activity_at)
     select '${id}2', 'open', 'normal', q.id, 1, '', now() from queues q limit 1`,
  );
  await database.query(
    `insert into messages (id, ticket_id, seq, kind, channel, author_kind, author_name, text, reply_text, created_at)
     values ('${id}3', '${id}2', 1, 'outbound', 'email', 'agent', 'Sara', 'text', 'text', now())`,
  );
  await database.query(
    `insert into deliveries (message_id, inbox_id, ticket_id, state, next_attempt_at, created_at)
     select '${id}3', i.id, '${id}2', 'queued', now(), now() from inboxes i limit 1`,
  );
}

beforeAll(async () => {
  from = await createTestDatabase();
  into = await createTestDatabase();
  source = await open(from.url);
  target = await open(into.url);
  await seedDemo(source);
  await addTicketWithDelivery(source);
  sha256 = await new BlobStore(join(dataFolder, 'blobs')).put(Buffer.from('a file'));
  writeFileSync(join(dataFolder, 'secret-key'), 'key');
  await writeBackup({ url: from.url, dataFolder, folder: backupFolder, onTable: () => undefined });
  await restoreBackup({ url: into.url, dataFolder: newDataFolder, folder: backupFolder, onTable: () => undefined });
});
afterAll(async () => {
  await source.close();
  await target.close();
  await from.drop();
  await into.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a restored installation', () => {
  it('holds every row of every table that a backup has', async () => {
    for (const { name } of backupTables) {
      const count = async (database: Database) => (await database.query(`select count(*)::int as n from ${name}`))[0];
      expect({ name, ...(await count(target)) }).toEqual({ name, ...(await count(source)) });
    }
    const subject = 'select subject from tickets where number = 2000';
    expect(await target.query(subject)).toEqual(await source.query(subject));
    const raw = 'select id, raw, content_hash from mail_receipts order by id';
    expect(await target.query(raw)).toEqual(await source.query(raw));
  });

  it('holds the files and the secret key', async () => {
    expect((await new BlobStore(join(newDataFolder, 'blobs')).read(sha256)).toString()).toBe('a file');
    expect(readFileSync(join(newDataFolder, 'secret-key'), 'utf8')).toBe('key');
  });

  it('sends nothing by itself that was on its way out', async () => {
    expect(await target.query('select state from deliveries')).toEqual([{ state: 'uncertain' }]);
    expect(await source.query('select state from deliveries')).toEqual([{ state: 'queued' }]);
  });

  it('counts its tickets and goes on numbering behind the last', async () => {
    expect(await readTicketCounts(target)).toEqual(await readTicketCounts(source));
    const [row] = await target.query<{ n: number }>(`select nextval('ticket_numbers')::int as n`);
    expect(row?.n).toBe(2001);
    await target.query(`insert into events (type, actor_kind) values ('organisation.updated', 'system')`);
  });

  it('places old events below everything that is still to come', async () => {
    const old = await target.query(`select 1 from events where type <> 'organisation.updated' and xid <> '0'::xid8`);
    expect(old).toEqual([]);
  });

  it('is not filled a second time', async () => {
    const again = { url: into.url, dataFolder: newDataFolder, folder: backupFolder, onTable: () => undefined };
    await expect(restoreBackup(again)).rejects.toThrow('in use');
  });
});
