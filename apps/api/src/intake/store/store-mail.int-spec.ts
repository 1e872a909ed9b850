import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { RawMail } from '@diwan/channels';
import type { Database } from '../../database/database.js';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import { anInbox, type AnInbox } from '../../testing/an-inbox.js';
import { aRawMail, positionOf } from '../../testing/a-raw-mail.js';
import { MailStore } from './mail-store.js';
import { loadCursor, saveCursor, storeMail, type ReceivedMail } from './store-mail.query.js';

let scene: ADatabase;
let database: Database;
let inbox: AnInbox;
let other: AnInbox;

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
});
afterAll(() => scene.drop());
beforeEach(async () => {
  inbox = await anInbox(database);
  other = await anInbox(database);
});

const received = (mail: RawMail, inboxId = inbox.id): ReceivedMail => ({ inboxId, source: 'imap', mail });
const store = (...mails: ReceivedMail[]) => database.transaction((tx) => storeMail(tx, mails));
const rows = (inboxId = inbox.id) =>
  database.query<{ outcome: string | null; bytes: number | null; original: boolean }>(
    `select outcome, octet_length(raw) as bytes, duplicate_of is not null as original from mail_receipts
     where inbox_id = $1 order by id`,
    [inboxId],
  );

describe('storing a mail', () => {
  it('keeps its bytes as they came', async () => {
    const mail = { ...aRawMail(), bytes: Buffer.from([0, 255, 13, 10, 128, 0]) };
    const [stored] = await store(received(mail));
    const [row] = await database.query<{ raw: Buffer }>('select raw from mail_receipts where id = $1', [
      stored?.receiptId,
    ]);
    expect(row?.raw.equals(mail.bytes)).toBe(true);
  });

  it.each([
    ['NUL and a half surrogate pair in the envelope', { from: 'a\0b@x.test', to: ['\ud800@x.test'] }],
    ['no envelope', { from: null, to: [] }],
    ['the null sender', { from: '', to: ['support@diwan.test'] }],
  ])('cannot fail on content: %s', async (_name, envelope) => {
    const [stored] = await store(received({ ...aRawMail(), envelope }));
    expect(stored?.duplicate).toBe(false);
  });

  it('leaves a row without bytes for the same content again, although trace headers differ', async () => {
    const mail = aRawMail();
    const again = { ...mail, bytes: Buffer.concat([Buffer.from('Received: from b.test\r\n'), mail.bytes]) };
    await store(received(mail));
    expect(await store(received(again))).toMatchObject([{ duplicate: true }]);
    expect(await rows()).toEqual([
      { outcome: null, bytes: mail.bytes.length, original: false },
      { outcome: 'duplicate', bytes: null, original: true },
    ]);
  });

  it('leaves no second row for the same place of the same mailbox', async () => {
    const mail = aRawMail({ position: positionOf(7) });
    await store(received(mail));
    expect(await store(received({ ...aRawMail(), position: positionOf(7) }))).toMatchObject([{ duplicate: true }]);
    expect(await rows()).toHaveLength(1);
  });

  it('takes a whole rescan under a new UIDVALIDITY for duplicates', async () => {
    const mails = [1, 2, 3].map((uid) => aRawMail({ position: positionOf(uid) }));
    await store(...mails.map((mail) => received(mail)));
    const rescan = mails.map((mail, index) => received({ ...mail, position: positionOf(index + 1, '2') }));
    await store(...rescan);
    await store(...rescan);
    const outcomes = (await rows()).map((row) => row.outcome);
    expect(outcomes).toEqual([null, null, null, 'duplicate', 'duplicate', 'duplicate']);
  });

  it('is one mail in each inbox that it came to', async () => {
    const mail = aRawMail();
    expect(await store(received(mail), received(mail, other.id))).toMatchObject([
      { duplicate: false },
      { duplicate: false },
    ]);
  });

  it('gives one mail when many store the same at once, in any order', async () => {
    const [a, b] = [aRawMail(), aRawMail()];
    const orders = [[a, b], [b, a], [a, b], [b, a]]; // prettier-ignore
    await Promise.all(orders.map((mails) => store(...mails.map((mail) => received(mail)))));
    const outcomes = (await rows()).map((row) => row.outcome ?? 'waiting');
    expect(outcomes.filter((outcome) => outcome === 'waiting')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(6);
  });
});

describe('the cursor of a mailbox', () => {
  const cursor = { folder: 'INBOX', uidValidity: '4294967295', lastUid: 4_294_967_295 };

  it('commits together with the mails before it', async () => {
    await new MailStore(database).storeWithCursor([received(aRawMail())], inbox.id, cursor);
    expect(await loadCursor(database, inbox.id, 'INBOX')).toEqual(cursor);
    expect(await rows()).toHaveLength(1);
  });

  it('stays where it was when the mails are not stored, and the mails when it is not', async () => {
    const unknownInbox = received(aRawMail(), randomUUID());
    const store = new MailStore(database);
    await expect(store.storeWithCursor([received(aRawMail()), unknownInbox], inbox.id, cursor)).rejects.toThrow(
      'mail_receipts_inbox_fkey',
    );
    await expect(
      database.transaction(async (tx) => {
        await storeMail(tx, [received(aRawMail())]);
        await saveCursor(tx, randomUUID(), cursor);
      }),
    ).rejects.toThrow('mailbox_cursors_inbox_fkey');
    expect(await loadCursor(database, inbox.id, 'INBOX')).toBeNull();
    expect(await rows()).toEqual([]);
  });

  it('follows the mailbox into a new incarnation', async () => {
    await database.transaction((tx) => saveCursor(tx, inbox.id, cursor));
    await database.transaction((tx) => saveCursor(tx, inbox.id, { ...cursor, uidValidity: '5', lastUid: 3 }));
    expect(await loadCursor(database, inbox.id, 'INBOX')).toEqual({ folder: 'INBOX', uidValidity: '5', lastUid: 3 });
  });
});

describe('MailStore', () => {
  const committed = async (mail: RawMail) =>
    (await database.query('select 1 from mail_receipts where raw = $1', [mail.bytes])).length;

  it('answers each sender after the commit that holds its mail, and many share one', async () => {
    const mails = Array.from({ length: 120 }, () => aRawMail());
    const store = new MailStore(database);
    const seen = await Promise.all(
      mails.map(async (mail) => {
        await store.store([received(mail)]);
        return committed(mail);
      }),
    );
    expect(seen).toEqual(mails.map(() => 1));
    const [commits] = await database.query<{ n: number }>(
      'select count(distinct xmin::text)::int as n from mail_receipts where inbox_id = $1',
      [inbox.id],
    );
    expect(commits?.n).toBeLessThan(10);
  });

  it('refuses only the mail that cannot be stored', async () => {
    const store = new MailStore(database);
    const [first, good, bad, last] = [aRawMail(), aRawMail(), aRawMail(), aRawMail()];
    const results = await Promise.allSettled([
      store.store([received(first)]),
      store.store([received(good)]),
      store.store([received(bad, randomUUID())]),
      store.store([received(last)]),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await Promise.all([first, good, bad, last].map(committed))).toEqual([1, 1, 0, 1]);
    await store.store([received(bad)]);
    expect(await committed(bad)).toBe(1);
  });

  it('is settled when nothing waits any more', async () => {
    const store = new MailStore(database);
    const mails = Array.from({ length: 60 }, () => aRawMail());
    const stored = mails.map((mail) => store.store([received(mail)]));
    await store.settled();
    expect(await rows()).toHaveLength(mails.length);
    await Promise.all(stored);
  });
});
