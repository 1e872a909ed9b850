import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SuspendedMail } from '@diwan/contracts';
import { storeMail } from '../store/store-mail.query.js';
import { aRawMail } from '../../testing/a-raw-mail.js';
import { anInbox } from '../../testing/an-inbox.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it('pages through held mail that came in together, each once', async () => {
  const { id: inboxId } = await anInbox(test.database);
  const mails = Array.from({ length: 7 }, () => ({ inboxId, source: 'smtp' as const, mail: aRawMail() }));
  const stored = await test.database.transaction((tx) => storeMail(tx, mails));
  await test.database.query(`update mail_receipts set outcome = 'suspended', cause = 'spam'`);
  const manager = await test.agent('manager');
  const found: string[] = [];
  let cursor = '';
  do {
    const { body } = await manager.get(`/api/suspended-mail?limit=3${cursor && `&cursor=${cursor}`}`);
    found.push(...body.items.map((mail: SuspendedMail) => mail.id));
    cursor = body.nextCursor ?? '';
  } while (cursor);
  expect(found.toSorted()).toEqual(stored.map((each) => each.receiptId).toSorted());
});
